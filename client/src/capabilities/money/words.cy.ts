/** Money, in Welsh, made by machine and not yet read by a speaker. */
const words: Record<string, string> = {
  'money.title': 'Arian ar gyfer negeseuon',
  'money.help': 'Fe welwch beth mae neges yn ei gostio cyn i chi ei hanfon. Os na chaiff ei phasio ymlaen, cewch yr arian yn ôl.',
  'money.help.easy': 'Fe welwch y pris yn gyntaf. Os na chaiff ei hanfon ymlaen, cewch yr arian yn ôl.',
  'money.left': 'Beth sydd gennych ar ôl',
  'money.weekly': '{pence} ar gyfer yr wythnos hon',
  'money.weekly_help': 'Mae’r carchar yn rhoi hwn i chi. Caiff ei ddefnyddio gyntaf, ac mae’n newydd ar {day}.',
  'money.own': '{pence} o’ch arian eich hun',
  'money.own_help': 'Gall eich teulu dalu i mewn i chi.',
  'money.owes': 'Cymerwyd taliad yn ôl ar ôl i chi ei ddefnyddio. Bydd y taliad nesaf yn llenwi hwnnw gyntaf.',
  'money.entries': 'Beth ddaeth a beth aeth',
  'money.none': 'Does dim wedi dod na mynd eto.',
  'money.what.message': 'Anfonoch: {kind}',
  'money.what.given_back': 'Cawsoch ef yn ôl',
  'money.what.top_up': 'Talwyd i mewn i chi',
  'money.what.top_up_by': 'Talodd {name} i mewn i chi',
  'money.what.allowance': 'Ar gyfer yr wythnos newydd',
  'money.what.lapsed': 'Mae’r hyn oedd ar ôl o’r wythnos ddiwethaf wedi mynd',
  'money.what.paid_back': 'Talwyd yn ôl i’r cerdyn',
  'money.what.taken_back': 'Cymerwyd taliad yn ôl',
  'money.kind.text': 'geiriau',
  'money.kind.voice': 'nodyn llais',
  'money.kind.photo': 'llun',
  'money.kind.drawing': 'darlun',
  'money.kind.card': 'cerdyn',
  'money.kind.stickers': 'sticeri',
  'money.kind.page': 'tudalen',
  'money.kind.story': 'stori amser gwely'
}

export default words
