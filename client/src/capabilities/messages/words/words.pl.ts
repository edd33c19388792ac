/** Messages, in Polish: what a conversation needs. Made by machine and not yet read by a speaker; all else is in English. */
const words: Record<string, string> = {
  'messages.with': 'Wiadomości: {name}',
  'messages.open': 'Napisz: {name}',
  'messages.new.one': '1 nowa wiadomość',
  'messages.new.few': '{count} nowe wiadomości',
  'messages.new.many': '{count} nowych wiadomości',
  'messages.new.other': '{count} nowej wiadomości',
  'messages.from_you': 'Ty',
  'messages.written': 'napisano {when}',
  'messages.arrived': 'dotarło {when}',
  'messages.where.new': 'Nowa',
  'messages.where.checking': 'Sprawdzana od {when}',
  'messages.where.delivered': 'Dostarczona',
  'messages.where.read': 'Przeczytana',
  'messages.where.not_sent': 'Nie wysłana: {why}',
  'messages.who': 'Personel może to przeczytać. {name} dostanie to po sprawdzeniu.',
  'messages.your_words': 'Twoja wiadomość',
  'messages.send': 'Wyślij'
}

export default words
