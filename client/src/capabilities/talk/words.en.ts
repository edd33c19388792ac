/** Asking to talk, in English. */
const words: Record<string, string> = {
  'act.talk.ask': 'Asking to talk to someone',

  'talk.tile': 'Talk to someone',
  'talk.title': 'Ask to talk to someone',
  'talk.help': 'Tell us what it is about. Someone who works with you will come back to you.',
  'talk.help.easy': 'What is it about? Someone will come back to you.',
  'talk.samaritans': 'You can call Samaritans for free on 116 123, day or night. They listen.',
  'talk.samaritans.easy': 'Samaritans listen. Call 116 123. It is free, day or night.',
  'talk.about': 'What is it about?',
  'talk.about.worker': 'My worker',
  'talk.about.health': 'My health',
  'talk.about.family': 'My family',
  'talk.about.feelings': 'How I feel',
  'talk.about.app': 'This app',
  'talk.about.other': 'Something else',
  'talk.about_missing': 'Pick what it is about.',
  'talk.begun': 'You began this. It is not sent yet.',
  'talk.who': 'The staff who work with you can read this.',
  'talk.words': 'Do you want to say more?',
  'talk.words_hint': 'You do not have to. You can just press Send.',
  'talk.too_long': 'This is too long. Please use 500 letters or fewer.',
  'talk.send': 'Send',
  'talk.earlier': 'What I asked before',
  'talk.list_title': 'What you have asked',
  'talk.none': 'You have not asked anything yet.',
  'talk.one_ask': 'You asked to talk to someone',
  'talk.asked': 'You asked this {when}.',
  'talk.from': 'From {name}',
  'talk.thanks': 'Thank you for asking.',
  'talk.thanks_help': 'Your message is kept safe. You will see the answer here.',
  'talk.thanks_help.easy': 'We have your message. The answer will be here.'
}

export default words
