/** What other screens say of messages, in English. Those of its own screens are in `words/`. */
const words: Record<string, string> = {
  'act.touch.send': 'A message',
  'act.touch.mark_read': 'You read a message',
  'act.touch.take_back': 'Taking a message back',
  'act.touch.make_group': 'Making a group',
  'act.touch.leave_group': 'Leaving a group',
  'act.desk.appeal': 'Asking for another look at a message',

  'messages.begun': 'You began this. It is not sent yet.'
}

export default words
