/** Money, in English. */
const words: Record<string, string> = {
  'money.title': 'Money for messages',
  'money.help': 'You see what a message costs before you send it. If it is not passed on, you get it back.',
  'money.help.easy': 'You see the price first. If it is not sent on, you get it back.',
  'money.left': 'What you have left',
  'money.weekly': '{pence} for this week',
  'money.weekly_help': 'The prison gives you this. It is used first, and is new on {day}.',
  'money.own': '{pence} of your own',
  'money.own_help': 'Your family can pay in for you.',
  'money.owes': 'A payment was taken back after you had used it. What is paid in next fills that first.',
  'money.entries': 'What came and went',
  'money.none': 'Nothing came or went yet.',
  'money.what.message': 'You sent: {kind}',
  'money.what.given_back': 'You got it back',
  'money.what.top_up': 'Paid in for you',
  'money.what.top_up_by': '{name} paid in for you',
  'money.what.allowance': 'For the new week',
  'money.what.lapsed': 'What was left of last week is gone',
  'money.what.paid_back': 'Paid back to the card',
  'money.what.taken_back': 'A payment was taken back',
  'money.kind.text': 'words',
  'money.kind.voice': 'a voice note',
  'money.kind.photo': 'a photo',
  'money.kind.drawing': 'a drawing',
  'money.kind.card': 'a card',
  'money.kind.stickers': 'stickers',
  'money.kind.page': 'a page',
  'money.kind.story': 'a bedtime story'
}

export default words
