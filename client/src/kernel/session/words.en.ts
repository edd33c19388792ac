/** What stands between a person and their app, in English. */
const words: Record<string, string> = {
  'session.no_contact': 'There is no contact with the server. This needs a network. Try again when you have one.',
  'session.device_trouble': 'Something went wrong on this device. Close the app, open it and try again.',
  'session.wrong.pin.one': 'That PIN is not right. You have 1 try left.',
  'session.wrong.pin.other': 'That PIN is not right. You have {count} tries left.',
  'session.wrong.pictures.one': 'Those pictures are not right. You have 1 try left.',
  'session.wrong.pictures.other': 'Those pictures are not right. You have {count} tries left.',
  'session.wait.one': 'Too many wrong tries. Wait 1 second, then try again.',
  'session.wait.other': 'Too many wrong tries. Wait {count} seconds, then try again.',
  'session.shut': 'This is locked after ten wrong tries. Ask staff for a new code. Nothing you sent is lost.',
  'session.refused.code_unknown': 'We do not know this code. Check it, or ask staff for a new one.',
  'session.refused.code_used': 'This code was used before. Ask staff for a new one.',
  'session.refused.code_expired': 'This code is too old. Ask staff for a new one.',
  'session.refused.too_many_tries': 'Too many tries. Wait a few minutes, then try again.',
  'session.refused.wrong_pin': 'That number and PIN do not open this kiosk. Try again, or ask staff.',
  'session.refused.locked': 'This is locked for now after too many wrong tries. Try later, or ask staff.',
  'session.refused.revoked': 'Staff have ended this device. Ask them for another one.',
  'session.refused.clock': 'The clock of this device is wrong. Ask staff to set it.'
}

export default words
