/** Capability name, in Welsh, made by machine and not yet read by a speaker. */
const words: Record<string, string> = {
  'act.capability_name.leave_note': 'Gadael nodyn',

  'capability_name.tile': 'Capability name',
  'capability_name.title': 'Gadael nodyn',
  'capability_name.help': 'Ysgrifennwch at y gweithiwr sy’n gofalu amdanoch. Byddwch yn gweld yma pan fydd wedi’i ddarllen.',
  'capability_name.who': 'Gall y staff sy’n gweithio gyda chi ddarllen hwn.',
  'capability_name.words': 'Eich nodyn',
  'capability_name.missing': 'Ysgrifennwch rywbeth yn gyntaf.',
  'capability_name.too_long': 'Mae hwn yn rhy hir. Defnyddiwch 500 o lythrennau neu lai, os gwelwch yn dda.',
  'capability_name.send': 'Anfon',
  'capability_name.earlier': 'Beth a adawsoch o’r blaen',
  'capability_name.none': 'Nid ydych wedi gadael nodyn eto.',
  'capability_name.one': 'Eich nodyn',
  'capability_name.left': 'Gadawsoch hwn {when}.',
  'capability_name.read': 'Darllenodd {name} hwn {when}.'
}

export default words
