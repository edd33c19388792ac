/** What other screens say of messages, in Welsh, made by machine and not yet read by a speaker. */
const words: Record<string, string> = {
  'act.touch.send': 'Neges',
  'act.touch.mark_read': 'Darllenoch neges',
  'act.touch.take_back': 'Cymryd neges yn ôl',
  'act.touch.make_group': 'Gwneud grŵp',
  'act.touch.leave_group': 'Gadael grŵp',
  'act.desk.appeal': 'Gofyn am olwg arall ar neges',

  'messages.begun': 'Dechreuoch hwn. Nid yw wedi’i anfon eto.'
}

export default words
