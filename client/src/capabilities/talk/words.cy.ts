/** Asking to talk, in Welsh, made by machine and not yet read by a speaker. */
const words: Record<string, string> = {
  'act.talk.ask': 'Gofyn am gael siarad â rhywun',

  'talk.tile': 'Siarad â rhywun',
  'talk.title': 'Gofyn am gael siarad â rhywun',
  'talk.help': 'Dywedwch wrthym am beth mae’n sôn. Bydd rhywun sy’n gweithio gyda chi yn dod yn ôl atoch.',
  'talk.help.easy': 'Am beth mae’n sôn? Bydd rhywun yn dod yn ôl atoch.',
  'talk.samaritans': 'Gallwch ffonio’r Samariaid am ddim ar 116 123, ddydd neu nos. Maen nhw’n gwrando.',
  'talk.samaritans.easy': 'Mae’r Samariaid yn gwrando. Ffoniwch 116 123. Mae am ddim, ddydd neu nos.',
  'talk.about': 'Am beth mae’n sôn?',
  'talk.about.worker': 'Fy ngweithiwr',
  'talk.about.health': 'Fy iechyd',
  'talk.about.family': 'Fy nheulu',
  'talk.about.feelings': 'Sut rwy’n teimlo',
  'talk.about.app': 'Yr ap hwn',
  'talk.about.other': 'Rhywbeth arall',
  'talk.about_missing': 'Dewiswch am beth mae’n sôn.',
  'talk.begun': 'Dechreuoch hwn. Nid yw wedi’i anfon eto.',
  'talk.who': 'Gall y staff sy’n gweithio gyda chi ddarllen hwn.',
  'talk.words': 'Ydych chi eisiau dweud mwy?',
  'talk.words_hint': 'Does dim rhaid i chi. Gallwch bwyso Anfon yn syth.',
  'talk.too_long': 'Mae hwn yn rhy hir. Defnyddiwch 500 o lythrennau neu lai, os gwelwch yn dda.',
  'talk.send': 'Anfon',
  'talk.earlier': 'Beth ofynnais o’r blaen',
  'talk.list_title': 'Beth rydych wedi’i ofyn',
  'talk.none': 'Dydych chi ddim wedi gofyn dim byd eto.',
  'talk.one_ask': 'Gofynnoch am gael siarad â rhywun',
  'talk.asked': 'Gofynnoch hyn {when}.',
  'talk.from': 'Gan {name}',
  'talk.thanks': 'Diolch am ofyn.',
  'talk.thanks_help': 'Mae eich neges wedi’i chadw’n ddiogel. Fe welwch yr ateb yma.',
  'talk.thanks_help.easy': 'Mae eich neges gennym. Bydd yr ateb yma.'
}

export default words
