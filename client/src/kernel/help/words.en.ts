/** Help at once, in English. Short, so that it can be read by somebody who is not well. */
const words: Record<string, string> = {
  'help.title': 'You can talk to somebody now',
  'help.way.bell': 'Press the bell in your cell, or tell any officer. Say: “I need help now.”',
  'help.way.officer': 'Tell any officer, day or night. Say: “I need help now.”',
  'help.way.staff_here': 'Tell the staff where you live, day or night. Say: “I need help now.”',
  'help.way.listener': 'Ask any officer for a Listener. Listeners live here too, and Samaritans trained them. They keep what you say to themselves.',
  'help.way.samaritans_inside': 'Call Samaritans from the phone you use here: 116 123. It is free.',
  'help.way.danger': 'If you may be in danger, call 999 now.',
  'help.way.samaritans': 'Call Samaritans on 116 123, day or night. It is free. They listen.',
  'help.way.nhs111': 'Call NHS 111, day or night, and press 2 for mental health.',
  'help.way.nhs24': 'Call NHS 24 on 111, day or night, and choose mental health.',
  'help.way.breathing_space': 'Call Breathing Space on 0800 83 85 87, in the evening or at the weekend. It is free.',
  'help.way.lifeline': 'Call Lifeline on 0808 808 8000, day or night. It is free.',
  'help.call': 'Call {number}',
  'help.reader': '{name} reads what you send.',
  'help.when': 'Your worker sees it before everything else. They should answer within 8 hours of getting it. If you cannot wait, use one of the ways above.',
  'help.when.easy': 'Your worker sees it first. They should answer within 8 hours. If you cannot wait, talk to somebody now.'
}

export default words
