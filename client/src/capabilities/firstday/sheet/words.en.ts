/** The sheet for peer mentors, in English. Its drawings are explained by the tour's own sentences. */
const words: Record<string, string> = {
  'mentors.title': 'The first day: a page for peer mentors',
  'mentors.lead': 'You sit beside somebody who has never held such a device, or who cannot read. You need ten minutes and this page.',

  'mentors.before': 'Before you begin',
  'mentors.before.code': 'Staff give a code on paper. Type it in together, or show the device the square.',
  'mentors.before.key': 'They choose a PIN or four pictures themselves. Look away while they do.',
  'mentors.before.sound': 'Leave it near the network for a few minutes: the voices come by themselves.',
  'mentors.before.begin': 'They touch the hand on the first screen. Each language calls out; they touch theirs.',

  'mentors.tour': 'What the voice says, step by step',
  'mentors.foot': 'Always at the foot:',
  'mentors.foot.back': 'one step back',
  'mentors.foot.ear': 'say it again',
  'mentors.foot.forward': 'on, even if nothing was done',
  'mentors.practice': 'Then practice, with amber stripes: nothing there is real, nothing is sent, nobody reads it.',

  'mentors.tips': 'Six tips',
  'mentors.tip.hand': 'Their hand, not yours. Point beside the screen.',
  'mentors.tip.wait': 'Wait. Let the voice finish, and count to ten before you help.',
  'mentors.tip.key': 'Never ask for the PIN or the pictures. If you saw them, say so, and help to change them.',
  'mentors.tip.read': 'Do not read their screen unless they ask. Look away when they write something real.',
  'mentors.tip.breaks': 'Nothing breaks. The arrow back undoes a wrong touch: say so.',
  'mentors.tip.talk': 'The speech bubble last: this is how you ask for a person.',

  'mentors.truth': 'What to say truthfully',
  'mentors.truth.staff': 'Can staff read this?',
  'mentors.truth.staff.says': 'Staff who work with you read what you send. What you have not sent is locked with your PIN or pictures.',
  'mentors.truth.offline': 'What if there is no signal?',
  'mentors.truth.offline.says': 'What you send waits here safely, and goes by itself. The line at the top says what waits.',
  'mentors.truth.forgot': 'I forgot my PIN.',
  'mentors.truth.forgot.says': 'Nobody can look it up. Staff give a new code, and nothing that you sent is lost.',
  'mentors.truth.words': 'Is it all in my language?',
  'mentors.truth.words.says': 'The tour is, in English, Welsh and Polish. Beyond it, Polish is still partly English. Welsh and Polish were translated by machine: tell staff about wrong words.',

  'mentors.care': 'Somebody is upset, or says that they may hurt themselves or are being hurt? Stop, and get staff now.'
}

export default words
