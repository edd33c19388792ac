"""What is said in the series that shows film, sound and pictures."""

BREATHE = "Breathe in with the circle. Hold it. And slowly out, as the circle grows small."

BREATHE_EN = """WEBVTT

00:00:00.000 --> 00:00:03.000
Breathe in with the circle.

00:00:03.000 --> 00:00:05.500
Hold it.

00:00:05.500 --> 00:00:10.000
And slowly out, as the circle grows small.
"""

BREATHE_CY = """WEBVTT

00:00:00.000 --> 00:00:03.000
Anadlwch i mewn gyda'r cylch.

00:00:03.000 --> 00:00:05.500
Daliwch.

00:00:05.500 --> 00:00:10.000
Ac yn araf allan, wrth i'r cylch fynd yn fach.
"""

GATE = """\
I want to tell you about the morning I walked out. I had thought about it for so long that I knew every step of it. And then it was
quite different.

The first thing was the noise. A road, a lorry, somebody laughing. Nobody had told me that the world is loud. I stood still and counted
the breaths, in for four and out for six, the way we had learned it. After ten of them the noise was only noise.

The second thing was the money. I had it in an envelope, and I held on to that envelope as if it were a rope. My advice is this. Decide
the evening before what it is for. A ticket, something to eat, credit for the phone. Write it on the envelope. Then you need not think
when thinking is hard.

The third thing was the appointment. It was at two, and it was only ten o'clock. Four hours is a long time in a town where everybody
seems to know where they are going. I went to the library. It is warm there, nobody asks why you sit, and they let me use the telephone
to say that I was on my way.

When I came to the office I was early. The woman at the desk knew my name. She said, you made it. And I thought, yes. I did.

So, three things. Breathe. Write on the envelope. And find a warm place to wait. The rest comes one hour at a time, and each hour that
goes well makes the next one easier. Good luck to you. You will be all right."""

GATE_CY = """\
Rwyf am ddweud wrthych am y bore y cerddais allan. Roeddwn wedi meddwl amdano cymaint nes fy mod yn gwybod pob cam. Ac yna roedd
yn hollol wahanol.

Y peth cyntaf oedd y sŵn. Ffordd, lori, rhywun yn chwerthin. Sefais yn llonydd a chyfri'r anadliadau, i mewn am bedwar ac allan am
chwech. Ar ôl deg ohonynt, dim ond sŵn oedd y sŵn.

Yr ail beth oedd yr arian. Penderfynwch y noson cynt beth yw ei ddiben. Tocyn, rhywbeth i'w fwyta, credyd i'r ffôn. Ysgrifennwch hynny
ar yr amlen.

Y trydydd peth oedd yr apwyntiad. Roedd am ddau, a dim ond deg o'r gloch oedd hi. Es i'r llyfrgell. Mae'n gynnes yno, ac nid oes neb yn
gofyn pam rydych yn eistedd.

Felly, tri pheth. Anadlwch. Ysgrifennwch ar yr amlen. A dewch o hyd i le cynnes i aros. Pob lwc i chi."""

HILLS = "Two green hills under a pale sky. The sun stands between them, low and yellow."
HILLS_CY = "Dau fryn gwyrdd o dan awyr olau. Mae'r haul rhyngddynt, yn isel ac yn felyn."
