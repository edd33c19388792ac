"""What some find there: who lives inside, who lives outside, who lives at one prison."""

from throughgate.modules.library.demo.invented import INSIDE, LINDENFIELD, OUTSIDE, Invented
from throughgate.modules.library.rules.kinds import Kind, Topic

FOR_SOME = [
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
    # Near enough to the estate's own that somebody who looks over both finds it.
    Invented(
        Kind.PAGE,
        (Topic.RIGHTS, Topic.LIFE_HERE),
        LINDENFIELD,
        75,
        {
            "en": """Complaints at Lindenfield

How to complain here, and how long it may take.

## First

Ask to talk to somebody. Most things are put right that way, and sooner.

## Then

Write it down. You get an answer in five working days. It cannot be held against you, and nobody may ask you to take it back.

## If you do not agree

You can appeal once. After that there is an ombudsman, who is independent. Letters to them are not opened. Forms are at the wing office.
==
You can complain here.

- First ask to talk to somebody.
- Then write it down. The form is at the wing office.
""",
        },
        "prison",
    ),
]
