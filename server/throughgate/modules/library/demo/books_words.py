"""Three short books, written for the demo, by language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Book:
    """`easy`: what it is, in the easiest words. A chapter is its heading and, after an empty line each, its paragraphs."""

    title: str
    about: str
    easy: str
    chapters: tuple[str, ...]


LAMP = {
    "en": Book(
        "The ferryman's lamp",
        "A short story in three chapters, about a river, a lamp, and somebody who comes late.",
        "A short story about a man with a boat.",
        (
            """The river

Old Ifan had rowed people over the river for forty years. He knew each stone of it. He knew where the water ran fast and where it
slept.

Every evening he hung a lamp on a post. The lamp said: there is a boat here, and somebody in it. If you stood on the far side and
called, Ifan came.

Then they built a bridge. It was a good bridge, wide and dry. Nobody called any more. But every evening Ifan hung out his lamp.

"What for?" asked the baker's girl, who brought him bread. "They all take the bridge."

"Most do," said Ifan.""",
            """The storm

In November it rained for nine days. On the tenth day the river came up to the doors, and in the night it took the middle of the
bridge.

Nobody saw it go. Nobody but Ifan, who sat by the water with his lamp, because he always did.

Near midnight somebody called. It was a thin call, from the far side, half of it blown away. Ifan stood up. His back hurt and the
boat was wet. He thought: forty years is enough. He thought: that one does not know about the bridge.

He untied the boat.""",
            """The far side

A young man stood in the reeds with a bag over his shoulder. "I saw the light," he said. "I was going for the bridge. Then I saw
the light, and I thought, I will ask."

"Good that you asked," said Ifan. "There is no bridge tonight."

The young man said nothing for a long time. The boat went up and down. "I have been away," he said in the middle of the river.
"Six years. I did not write. I do not know if they will open the door."

"I do not know either," said Ifan. "But you are going the right way, and you are half over."

On the other side there was a light in one window. It had been there every night for six years; you could not see it from the
bridge.

In the spring they built a new bridge. It has a lamp on it now, at each end. The young man lights them.""",
        ),
    ),
    "cy": Book(
        "Lamp y cychwr",
        "Stori fer mewn tair pennod, am afon, lamp, a rhywun sy'n dod yn hwyr.",
        "Stori fer am ddyn a chwch.",
        (
            """Yr afon

Roedd yr hen Ifan wedi rhwyfo pobl dros yr afon am ddeugain mlynedd. Roedd yn adnabod pob carreg ynddi. Gwyddai ble roedd y dŵr yn
rhedeg yn gyflym a ble roedd yn cysgu.

Bob nos byddai'n hongian lamp ar bostyn. Dywedai'r lamp: mae cwch yma, a rhywun ynddo. Os safech ar yr ochr draw a galw, byddai
Ifan yn dod.

Yna adeiladwyd pont. Pont dda oedd hi, yn llydan ac yn sych. Doedd neb yn galw mwyach. Ond bob nos rhoddai Ifan ei lamp allan.

"I beth?" gofynnodd merch y pobydd, a ddôi â bara iddo. "Maen nhw i gyd yn mynd dros y bont."

"Y rhan fwyaf," meddai Ifan.""",
            """Y storm

Ym mis Tachwedd bu'n glawio am naw diwrnod. Ar y degfed diwrnod daeth yr afon at y drysau, ac yn y nos aeth â chanol y bont.

Welodd neb hynny. Neb ond Ifan, a eisteddai wrth y dŵr gyda'i lamp, fel bob amser.

Tua hanner nos galwodd rhywun. Galwad denau oedd hi, o'r ochr draw, a'r gwynt yn mynd â'i hanner. Cododd Ifan. Roedd ei gefn yn
brifo a'r cwch yn wlyb. Meddyliodd: mae deugain mlynedd yn ddigon. Meddyliodd: nid yw hwnna'n gwybod am y bont.

Datglymodd y cwch.""",
            """Yr ochr draw

Safai dyn ifanc yn yr hesg â bag dros ei ysgwydd. "Gwelais y golau," meddai. "Roeddwn ar fy ffordd at y bont. Yna gwelais y golau,
a meddwl, fe ofynnaf."

"Da i ti ofyn," meddai Ifan. "Does dim pont heno."

Ddywedodd y dyn ifanc ddim am amser hir. Âi'r cwch i fyny ac i lawr. "Rydw i wedi bod i ffwrdd," meddai yng nghanol yr afon. "Chwe
blynedd. Wnes i ddim ysgrifennu. Wn i ddim a fyddan nhw'n agor y drws."

"Wn innau ddim chwaith," meddai Ifan. "Ond rwyt ti'n mynd y ffordd iawn, ac rwyt ti hanner ffordd drosodd."

Ar yr ochr arall roedd golau mewn un ffenestr. Bu yno bob nos am chwe blynedd; ni ellid ei weld o'r bont.

Yn y gwanwyn adeiladwyd pont newydd. Mae lamp arni bellach, ar bob pen. Y dyn ifanc sy'n eu cynnau.""",
        ),
    ),
}
LOAVES = {
    "en": Book(
        "Forty loaves",
        "A story in easy words: a first week in a bakery.",
        "A story about a first week at work.",
        (
            """Monday

Dee starts at five. It is dark. The bakery is warm.

"Wash your hands," says Mo. "Then forty loaves."

Dee has never made one loaf. Mo shows her once. Push, fold, turn. Push, fold, turn.

Her arms hurt. Her loaves look like stones. Mo looks at them. "They are bread," he says. "Tomorrow, again.\"""",
            """Wednesday

On Wednesday Dee comes late. The bus did not come.

She stands at the door. She thinks: now they will send me home. She thinks about going home before they can.

She goes in. "I am late," she says. "The bus did not come. I am sorry."

"Wash your hands," says Mo. "Thirty loaves. I did ten.\"""",
            """Friday

On Friday a woman comes into the shop. She takes a loaf in her hands. She turns it round.

"Who made this one?" she asks. "It is a funny shape."

Dee goes red. "I did."

"I will have that one," says the woman. "It looks like somebody made it."

Forty loaves. Dee counts them. Then she takes the last one home.""",
        ),
    ),
    "cy": Book(
        "Deugain torth",
        "Stori mewn geiriau hawdd: yr wythnos gyntaf mewn becws.",
        "Stori am wythnos gyntaf mewn gwaith.",
        (
            """Dydd Llun

Mae Dee yn dechrau am bump. Mae'n dywyll. Mae'r becws yn gynnes.

"Golcha dy ddwylo," meddai Mo. "Wedyn deugain torth."

Wnaeth Dee erioed yr un dorth. Mae Mo yn dangos iddi unwaith. Gwthio, plygu, troi. Gwthio, plygu, troi.

Mae ei breichiau'n brifo. Mae ei thorthau fel cerrig. Mae Mo yn edrych arnynt. "Bara ydyn nhw," meddai. "Yfory, eto.\"""",
            """Dydd Mercher

Ddydd Mercher mae Dee yn hwyr. Ddaeth y bws ddim.

Mae hi'n sefyll wrth y drws. Mae hi'n meddwl: nawr fe gaf fy anfon adref. Mae hi'n meddwl am fynd adref cyn iddyn nhw wneud hynny.

Mae hi'n mynd i mewn. "Rydw i'n hwyr," meddai. "Ddaeth y bws ddim. Mae'n ddrwg gen i."

"Golcha dy ddwylo," meddai Mo. "Tri deg torth. Fe wnes i ddeg.\"""",
            """Dydd Gwener

Ddydd Gwener daw menyw i'r siop. Mae hi'n cymryd torth yn ei dwylo. Mae hi'n ei throi.

"Pwy wnaeth hon?" mae hi'n gofyn. "Mae siâp doniol arni."

Mae Dee yn cochi. "Fi."

"Fe gymeraf i honna," meddai'r fenyw. "Mae hi'n edrych fel petai rhywun wedi'i gwneud."

Deugain torth. Mae Dee yn eu cyfri. Yna mae hi'n mynd â'r olaf adref.""",
        ),
    ),
}
BIRDS = {
    "en": Book(
        "Birds of the yard",
        "Four birds that can be seen from a window, and how to tell them apart.",
        "Four birds you can see from a window.",
        (
            """The robin

Small, round, with an orange breast. It sings in winter too, when nearly all the others are silent, and under street lamps it
sings at night.

A robin that looks at you with its head on one side is waiting for you to dig.""",
            """The wagtail

Black, white and grey, with a long tail that never stops. It likes flat, empty places: car parks, roofs, exercise yards. It runs,
it does not hop.

On cold evenings hundreds of them come together to sleep, in one tree, close to something warm.""",
            """The jackdaw

A small crow with a grey neck and pale eyes. Jackdaws choose one partner and stay together for life. Look at a flock of them: it
is made of twos.

They know people's faces, and remember who was kind.""",
            """The swift

Like a dark arrow, with a thin scream. A swift eats, drinks and sleeps in the air. It comes in May from the far side of Africa,
and leaves in August.

If one goes past your window in May, it may have come six thousand miles to do it.""",
        ),
    ),
    "cy": Book(
        "Adar yr iard",
        "Pedwar aderyn y gellir eu gweld o ffenestr, a sut i'w hadnabod.",
        "Pedwar aderyn y gallwch eu gweld o ffenestr.",
        (
            """Y robin goch

Bach, crwn, â bron oren. Mae'n canu yn y gaeaf hefyd, pan fydd bron pob un arall yn dawel, ac o dan lampau stryd mae'n canu yn y
nos.

Mae robin sy'n edrych arnoch â'i ben ar un ochr yn aros i chi balu.""",
            """Y siglen

Du, gwyn a llwyd, â chynffon hir nad yw byth yn llonydd. Mae'n hoffi lleoedd gwastad, gwag: meysydd parcio, toeau, iardiau
ymarfer. Rhedeg y mae, nid hercian.

Ar nosweithiau oer daw cannoedd ohonynt at ei gilydd i gysgu, mewn un goeden, yn agos at rywbeth cynnes.""",
            """Jac-y-do

Brân fach â gwddf llwyd a llygaid golau. Mae jac-y-do yn dewis un cymar ac yn aros gydag ef am oes. Edrychwch ar haid ohonynt:
parau ydyw.

Maent yn adnabod wynebau pobl, ac yn cofio pwy fu'n garedig.""",
            """Y wennol ddu

Fel saeth dywyll, â sgrech denau. Mae gwennol ddu yn bwyta, yn yfed ac yn cysgu yn yr awyr. Daw ym mis Mai o ben draw Affrica, a
gadael ym mis Awst.

Os aiff un heibio'ch ffenestr ym mis Mai, efallai iddi ddod chwe mil o filltiroedd i wneud hynny.""",
        ),
    ),
}
BOOKS = (LAMP, LOAVES, BIRDS)
