"""What anybody finds in the library of the invented estate."""

from throughgate.modules.library.demo.invented import EVERYBODY, Invented
from throughgate.modules.library.rules.kinds import Kind, Topic

FOR_EVERYBODY = [
    Invented(
        Kind.PAGE,
        (Topic.MONEY, Topic.GETTING_OUT),
        EVERYBODY,
        2,
        {
            "en": """Saving a little each week

How to begin when there is not much to save.

## Begin small

Choose a sum that you will not miss. One pound a week is fifty-two pounds by this time next year. What counts is that it happens
every week.

## Where to put it

- Inside: ask to move money from your spends to your savings.
- Outside: a credit union takes small sums and lends to members. You can open an account with a letter from your officer.

## When it goes wrong

Miss a week and go on. Nobody is checking but you.

? Money guidance line | 0800 000 0000 | Free, and they do not tell anybody that you rang.
==
Save a little each week.

- Choose a small sum. One pound is fine.
- Do it every week.
- Ask for help to open an account.
""",
            "cy": """Cynilo ychydig bob wythnos

Sut i ddechrau pan nad oes llawer i'w gynilo.

## Dechreuwch yn fach

Dewiswch swm na fyddwch yn gweld ei eisiau. Mae punt yr wythnos yn bum deg dwy o bunnoedd erbyn yr adeg hon y flwyddyn nesaf. Yr
hyn sy'n cyfrif yw ei fod yn digwydd bob wythnos.

## Ble i'w roi

- Y tu mewn: gofynnwch am symud arian o'ch arian gwario i'ch cynilion.
- Y tu allan: mae undeb credyd yn cymryd symiau bach ac yn rhoi benthyg i aelodau. Gallwch agor cyfrif gyda llythyr gan eich swyddog.

## Pan aiff o'i le

Collwch wythnos ac ewch ymlaen. Nid oes neb yn gwirio ond chi.

? Llinell gymorth arian | 0800 000 0000 | Am ddim, ac nid ydynt yn dweud wrth neb eich bod wedi ffonio.
==
Cynilwch ychydig bob wythnos.

- Dewiswch swm bach. Mae punt yn iawn.
- Gwnewch hynny bob wythnos.
- Gofynnwch am help i agor cyfrif.
""",
        },
    ),
    Invented(
        Kind.PAGE,
        (Topic.FEELINGS, Topic.HEALTH),
        EVERYBODY,
        9,
        {
            "en": """When you cannot sleep

Six things that others found useful at night.

## Try these

- Breathe in for four, hold for four, breathe out for six. Ten times.
- Get up and sit for a while. Bed is for sleep.
- Write down what goes round in your head, and leave it on the paper until the morning.
- Nothing with caffeine after the midday meal: tea, coffee, cola.
- Move in the day, even in a small room.
- The same time to bed, and the same time up.

## When it lasts

If it has lasted for more than two weeks, tell healthcare. It is common, and it can be helped.

? Samaritans | 116 123 | Day and night, free, and nobody else hears it.
==
You cannot sleep. Many people cannot.

- Breathe slowly ten times.
- Write down what worries you.
- No tea or coffee after lunch.
- Tell a nurse if it goes on.
""",
            "cy": """Pan na allwch gysgu

Chwe pheth sydd wedi bod o gymorth i eraill yn y nos.

## Rhowch gynnig ar y rhain

- Anadlwch i mewn am bedwar, daliwch am bedwar, anadlwch allan am chwech. Deg gwaith.
- Codwch ac eisteddwch am ychydig. Lle i gysgu yw gwely.
- Ysgrifennwch yr hyn sy'n troi yn eich pen, a'i adael ar y papur tan y bore.
- Dim byd â chaffein ar ôl cinio: te, coffi, cola.
- Symudwch yn ystod y dydd, hyd yn oed mewn ystafell fach.
- Yr un amser i'r gwely, a'r un amser i godi.

## Pan fydd yn parhau

Os yw wedi para mwy na phythefnos, dywedwch wrth y tîm iechyd. Mae'n gyffredin, a gellir ei helpu.

? Samariaid | 116 123 | Ddydd a nos, am ddim, ac nid oes neb arall yn clywed.
==
Ni allwch gysgu. Mae llawer yr un fath.

- Anadlwch yn araf ddeg gwaith.
- Ysgrifennwch beth sy'n eich poeni.
- Dim te na choffi ar ôl cinio.
- Dywedwch wrth nyrs os yw'n parhau.
""",
        },
    ),
    Invented(
        Kind.PAGE,
        (Topic.FAMILY,),
        EVERYBODY,
        20,
        {
            "en": """Reading to your child from far away

Record a story, and they hear your voice at bedtime.

## How it works

Choose a book from the shelf. Read it once to yourself. Then record it, page by page; you can do each page again until you like it.

## What children say

They do not mind mistakes. They like it when you say their name, and when you say good night at the end.

- Choose a short book for the first time.
- Speak slowly. Stop where there is a picture.
- Say who you are at the start.
==
You can read a story for your child.

- Choose a short book.
- Read slowly.
- Say good night at the end.
""",
        },
    ),
    Invented(
        Kind.POLICY,
        (Topic.RIGHTS,),
        EVERYBODY,
        90,
        {
            "en": """How to complain, and what happens then

Step by step, with how long each may take.

## First

Ask to talk to somebody. Most things are put right that way, and sooner.

## Then

Write it down. You get an answer in five working days. It cannot be held against you, and nobody may ask you to take it back.

## If you do not agree

You can appeal once. After that there is an ombudsman, who is independent. Letters to them are not opened.
==
You can complain.

- First ask to talk to somebody.
- Then write it down. You get an answer in five working days.
- It cannot be held against you.
""",
            "cy": """Sut i gwyno, a beth sy'n digwydd wedyn

Gam wrth gam, a faint o amser y gall pob cam ei gymryd.

## Yn gyntaf

Gofynnwch am gael siarad â rhywun. Caiff y rhan fwyaf o bethau eu cywiro felly, ac ynghynt.

## Wedyn

Ysgrifennwch y gŵyn. Cewch ateb o fewn pum diwrnod gwaith. Ni ellir ei dal yn eich erbyn, ac ni chaiff neb ofyn i chi ei thynnu'n ôl.

## Os nad ydych yn cytuno

Gallwch apelio unwaith. Ar ôl hynny mae ombwdsmon, sy'n annibynnol. Ni chaiff llythyrau atynt eu hagor.
==
Gallwch gwyno.

- Yn gyntaf, gofynnwch am gael siarad â rhywun.
- Wedyn ysgrifennwch y gŵyn. Cewch ateb o fewn pum diwrnod gwaith.
- Ni ellir ei dal yn eich erbyn.
""",
        },
    ),
    Invented(
        Kind.PAGE,
        (Topic.LEARNING, Topic.WORK),
        EVERYBODY,
        14,
        {
            "en": """Fractions with bread and pizza

Half, a third, a quarter: for the kitchen, the workshop and the test.

## Half and half again

Cut a loaf in the middle: two halves. Cut each again: four quarters. Two quarters are as much as one half.

## Which is more?

A third is one of three pieces, a quarter one of four. Fewer pieces are larger pieces, so a third is more.

- Half of 500 g is 250 g.
- A quarter of 500 g is 125 g.
- Three quarters are 375 g.
==
Cut a loaf in two. Each piece is a half.

- Cut again. Each piece is a quarter.
- Two quarters make a half.
""",
        },
    ),
]
