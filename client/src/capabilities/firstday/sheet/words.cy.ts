/** The sheet for peer mentors, in Welsh. Translated by machine, not yet checked. */
const words: Record<string, string> = {
  'mentors.title': 'Y diwrnod cyntaf: tudalen i fentoriaid cyfoed',
  'mentors.lead': 'Rydych chi’n eistedd wrth ymyl rhywun sydd erioed wedi dal dyfais fel hon, neu sy’n methu darllen. Mae angen deg munud a’r dudalen hon arnoch.',

  'mentors.before': 'Cyn dechrau',
  'mentors.before.code': 'Mae staff yn rhoi cod ar bapur. Teipiwch ef gyda’ch gilydd, neu dangoswch y sgwâr i’r ddyfais.',
  'mentors.before.key': 'Nhw sy’n dewis PIN neu bedwar llun. Edrychwch i ffwrdd tra maen nhw’n gwneud.',
  'mentors.before.sound': 'Gadewch hi ger y rhwydwaith am rai munudau: daw’r lleisiau ar eu pen eu hunain.',
  'mentors.before.begin': 'Maen nhw’n cyffwrdd â’r llaw ar y sgrin gyntaf. Mae pob iaith yn galw; maen nhw’n cyffwrdd â’u hiaith nhw.',

  'mentors.tour': 'Beth mae’r llais yn ei ddweud, gam wrth gam',
  'mentors.foot': 'Bob amser ar y gwaelod:',
  'mentors.foot.back': 'un cam yn ôl',
  'mentors.foot.ear': 'ei ddweud eto',
  'mentors.foot.forward': 'ymlaen, beth bynnag a wnaed',
  'mentors.practice': 'Yna ymarfer, â streipiau ambr: does dim byd yno’n real, does dim yn cael ei anfon, does neb yn ei ddarllen.',

  'mentors.tips': 'Chwe awgrym',
  'mentors.tip.hand': 'Eu llaw nhw, nid eich un chi. Pwyntiwch wrth ymyl y sgrin.',
  'mentors.tip.wait': 'Arhoswch. Gadewch i’r llais orffen, a chyfrwch i ddeg cyn helpu.',
  'mentors.tip.key': 'Peidiwch byth â gofyn am y PIN na’r lluniau. Os gwelsoch nhw, dywedwch, a helpwch i’w newid.',
  'mentors.tip.read': 'Peidiwch â darllen eu sgrin oni bai eu bod yn gofyn. Edrychwch i ffwrdd pan fyddant yn ysgrifennu rhywbeth go iawn.',
  'mentors.tip.breaks': 'Does dim yn torri. Mae’r saeth yn ôl yn dadwneud cyffyrddiad anghywir: dywedwch hynny.',
  'mentors.tip.talk': 'Y swigen siarad yn olaf: dyma sut i ofyn am berson.',

  'mentors.truth': 'Beth i’w ddweud yn onest',
  'mentors.truth.staff': 'All staff ddarllen hyn?',
  'mentors.truth.staff.says': 'Mae staff sy’n gweithio gyda chi’n darllen yr hyn rydych yn ei anfon. Mae’r hyn nad ydych wedi’i anfon wedi’i gloi â’ch PIN neu’ch lluniau.',
  'mentors.truth.offline': 'Beth os nad oes signal?',
  'mentors.truth.offline.says': 'Mae’r hyn rydych yn ei anfon yn aros yma’n ddiogel, ac yn mynd ar ei ben ei hun. Mae’r llinell ar y brig yn dweud beth sy’n aros.',
  'mentors.truth.forgot': 'Anghofiais fy PIN.',
  'mentors.truth.forgot.says': 'All neb ei weld. Mae staff yn rhoi cod newydd, ac ni chollir dim a anfonwyd gennych.',
  'mentors.truth.words': 'Ydy’r cyfan yn fy iaith i?',
  'mentors.truth.words.says': 'Mae’r daith, yn Saesneg, Cymraeg a Phwyleg. Y tu hwnt iddi, mae’r Bwyleg yn rhannol yn Saesneg o hyd. Cyfieithwyd y Gymraeg a’r Bwyleg gan beiriant: dywedwch wrth staff am eiriau anghywir.',

  'mentors.care': 'Oes rhywun wedi cynhyrfu, neu’n dweud y gallai niweidio ei hun neu ei fod yn cael ei niweidio? Stopiwch, a mynnwch staff nawr.'
}

export default words
