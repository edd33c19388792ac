/** What other screens say of messages, in Polish, made by machine and not yet read by a speaker. */
const words: Record<string, string> = {
  'act.touch.send': 'Wiadomość',
  'messages.begun': 'Zaczęta wiadomość. Jeszcze nie wysłana.'
}

export default words
