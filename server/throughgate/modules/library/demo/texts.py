"""The items of the invented estate: what each says, for whom it is, and how long ago it was published.

A text is title, summary and blocks with an empty line between: `## ` a heading, `- ` points, `? name | phone | words` who can help,
anything else a paragraph. After `==` the easy-read twin.
"""

from dataclasses import dataclass
from typing import Final

from throughgate.modules.library.rules.audience import Rule
from throughgate.modules.library.rules.kinds import Kind, Topic

EVERYBODY: Final = Rule()
INSIDE: Final = Rule(settings=("closed", "open"))
OUTSIDE: Final = Rule(settings=("community", "approved_premises"))
LINDENFIELD: Final = Rule(places=("ZLI",))


@dataclass(frozen=True)
class Invented:
    """`shelf`: of the whole estate, or of the prison that the rule names."""

    kind: Kind
    topics: tuple[Topic, ...]
    rule: Rule
    days_ago: float
    texts: dict[str, str]
    shelf: str = "estate"


ITEMS = [
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
        Kind.OPPORTUNITY,
        (Topic.WORK, Topic.GETTING_OUT),
        OUTSIDE,
        4,
        {
            "en": """Bakery work from five in the morning

Saltmarsh Bakery has four places. No experience needed.

## The work

Mixing, shaping and baking. You stand for most of it. Five until one, four days a week, and they teach you everything.

## What they ask

- That you come, and come on time.
- A food safety course: they pay for it.
- They know that people come to them from prison. They took eleven last year.

## How to ask

Tell your officer that you would like to go and see it. There is a visit every second Thursday.
==
There is work in a bakery.

- Five in the morning until one. Four days.
- They teach you.
- Tell your officer if you want to see it.
""",
            "cy": """Gwaith becws o bump y bore

Mae gan Fecws Saltmarsh bedwar lle. Nid oes angen profiad.

## Y gwaith

Cymysgu, siapio a phobi. Byddwch ar eich traed y rhan fwyaf o'r amser. Pump tan un, pedwar diwrnod yr wythnos, ac maent yn dysgu
popeth i chi.

## Beth maent yn ei ofyn

- Eich bod yn dod, ac yn dod ar amser.
- Cwrs diogelwch bwyd: nhw sy'n talu amdano.
- Maent yn gwybod bod pobl yn dod atynt o'r carchar. Cymerasant un ar ddeg y llynedd.

## Sut i ofyn

Dywedwch wrth eich swyddog yr hoffech fynd i'w weld. Mae ymweliad bob yn ail ddydd Iau.
==
Mae gwaith mewn becws.

- Pump y bore tan un. Pedwar diwrnod.
- Maent yn eich dysgu.
- Dywedwch wrth eich swyddog os ydych am ei weld.
""",
        },
    ),
    Invented(
        Kind.PAGE,
        (Topic.HOUSING, Topic.GETTING_OUT),
        OUTSIDE,
        31,
        {
            "en": """Your first week in a new place

What to do on which day, so that nothing is forgotten.

## Before the first night

- Read the meters and write down the numbers, or take a photo.
- Ask who to ring when something breaks.
- Find out when the rent is due.

## In the first week

Tell the council that you live there, for council tax. Tell the job centre and the doctor. Tell your officer: it is part of your licence.

? Housing advice | 0808 000 0000 | Free. They know about licences.
==
You have a new place.

- Write down the meter numbers.
- Tell the council, the doctor and your officer.
- Ask when the rent is due.
""",
        },
    ),
    Invented(
        Kind.PAGE,
        (Topic.LIFE_HERE,),
        INSIDE,
        60,
        {
            "en": """Your first night and the week after

What happens, who is who, and what you can ask for.

## Tonight

You get a phone call, something to eat and things to wash with. Somebody asks about your health. Say it if you take medicine, and
if you feel that you might hurt yourself: they have heard it before, and it is kept between you and those who help.

## This week

- You meet your keyworker.
- You put names on your list for visits and calls.
- You can ask for work or a course.

? Listeners | | People who live here and are trained to listen. Ask any officer, day or night.
==
It is your first night.

- You can ring somebody.
- Tell the nurse if you take medicine.
- Ask for a Listener if you feel bad. Day or night.
""",
            "cy": """Eich noson gyntaf a'r wythnos wedyn

Beth sy'n digwydd, pwy yw pwy, a beth allwch ofyn amdano.

## Heno

Cewch alwad ffôn, rhywbeth i'w fwyta a phethau ymolchi. Bydd rhywun yn gofyn am eich iechyd. Dywedwch os ydych yn cymryd
meddyginiaeth, ac os ydych yn teimlo y gallech niweidio'ch hun: maent wedi clywed hyn o'r blaen, ac mae'n aros rhyngoch chi a'r
rhai sy'n helpu.

## Yr wythnos hon

- Byddwch yn cwrdd â'ch gweithiwr allweddol.
- Byddwch yn rhoi enwau ar eich rhestr ymweliadau a galwadau.
- Gallwch ofyn am waith neu gwrs.

? Gwrandawyr | | Pobl sy'n byw yma ac sydd wedi'u hyfforddi i wrando. Gofynnwch i unrhyw swyddog, ddydd neu nos.
==
Dyma eich noson gyntaf.

- Gallwch ffonio rhywun.
- Dywedwch wrth y nyrs os ydych yn cymryd meddyginiaeth.
- Gofynnwch am Wrandäwr os ydych yn teimlo'n wael. Ddydd neu nos.
""",
        },
    ),
    Invented(
        Kind.NEWS,
        (Topic.LIFE_HERE,),
        LINDENFIELD,
        0.4,
        {
            "en": """Showers on B wing are back

The boiler was mended this morning.

There is hot water on B wing again since ten o'clock. If your landing is still cold, tell the wing office before four and it is
looked at today.
==
The showers on B wing are warm again.

- Still cold? Tell the wing office before four.
""",
        },
        "prison",
    ),
    Invented(
        Kind.EVENT,
        (Topic.FREE_TIME, Topic.LEARNING),
        LINDENFIELD,
        6,
        {
            "en": """Reading group on Thursdays

Short stories, tea, and nobody has to read aloud.

The group meets in the library on Thursdays at two. Those who do not read come too: somebody reads, and all of us talk. Ask at the
wing office to be put on the list.
==
There is a reading group.

- Thursday, two o'clock, in the library.
- You do not have to read.
- Ask at the wing office.
""",
        },
        "prison",
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
