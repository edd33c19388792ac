/** Capability name, in English. */
const words: Record<string, string> = {
  'act.capability_name.leave_note': 'Leaving a note',

  'capability_name.tile': 'Capability name',
  'capability_name.title': 'Leave a note',
  'capability_name.help': 'Write to the worker who looks after you. You see here when they have read it.',
  'capability_name.who': 'The staff who work with you can read this.',
  'capability_name.words': 'Your note',
  'capability_name.missing': 'Write something first.',
  'capability_name.too_long': 'This is too long. Please use 500 letters or fewer.',
  'capability_name.send': 'Send',
  'capability_name.earlier': 'What you left before',
  'capability_name.none': 'You have not left a note yet.',
  'capability_name.one': 'Your note',
  'capability_name.left': 'You left this {when}.',
  'capability_name.read': '{name} read this {when}.'
}

export default words
