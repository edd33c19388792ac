/** Help at once, in Welsh, made by machine and not yet read by a speaker. */
const words: Record<string, string> = {
  'help.title': 'Gallwch siarad â rhywun nawr',
  'help.way.bell': 'Pwyswch y gloch yn eich cell, neu dywedwch wrth unrhyw swyddog. Dywedwch: “Mae angen help arna i nawr.”',
  'help.way.officer': 'Dywedwch wrth unrhyw swyddog, ddydd neu nos. Dywedwch: “Mae angen help arna i nawr.”',
  'help.way.staff_here': 'Dywedwch wrth y staff lle rydych yn byw, ddydd neu nos. Dywedwch: “Mae angen help arna i nawr.”',
  'help.way.listener': 'Gofynnwch i unrhyw swyddog am Wrandäwr. Mae Gwrandawyr yn byw yma hefyd, a’r Samariaid sydd wedi’u hyfforddi. Maen nhw’n cadw’r hyn a ddywedwch iddyn nhw eu hunain.',
  'help.way.samaritans_inside': 'Ffoniwch y Samariaid o’r ffôn a ddefnyddiwch yma: 116 123. Mae am ddim.',
  'help.way.danger': 'Os gallech fod mewn perygl, ffoniwch 999 nawr.',
  'help.way.samaritans': 'Ffoniwch y Samariaid ar 116 123, ddydd neu nos. Mae am ddim. Maen nhw’n gwrando.',
  'help.way.nhs111': 'Ffoniwch GIG 111, ddydd neu nos, a phwyswch 2 am iechyd meddwl.',
  'help.way.nhs24': 'Ffoniwch NHS 24 ar 111, ddydd neu nos, a dewiswch iechyd meddwl.',
  'help.way.breathing_space': 'Ffoniwch Breathing Space ar 0800 83 85 87, gyda’r nos neu ar y penwythnos. Mae am ddim.',
  'help.way.lifeline': 'Ffoniwch Lifeline ar 0808 808 8000, ddydd neu nos. Mae am ddim.',
  'help.call': 'Ffonio {number}',
  'help.reader': 'Mae {name} yn darllen yr hyn a anfonwch.',
  'help.when': 'Mae eich gweithiwr yn ei weld cyn popeth arall. Dylai ateb o fewn 8 awr ar ôl ei gael. Os na allwch aros, defnyddiwch un o’r ffyrdd uchod.',
  'help.when.easy': 'Mae eich gweithiwr yn ei weld gyntaf. Dylai ateb o fewn 8 awr. Os na allwch aros, siaradwch â rhywun nawr.'
}

export default words
