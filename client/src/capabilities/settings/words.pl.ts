/** Settings, in Polish: what the first screens need. Translated by machine, not yet checked; what is not here is said in English. */
const words: Record<string, string> = {
  'settings.tile': 'Ustawienia',
  'settings.title': 'Ustawienia',
  'settings.language': 'Język',
  'settings.machine_made': 'Przetłumaczone maszynowo, jeszcze niesprawdzone',
  'settings.not_whole': 'Jeszcze nie wszystko jest po polsku. Reszta jest po angielsku.',
  'settings.size': 'Wielkość liter',
  'settings.size.100': 'Zwykła',
  'settings.size.125': 'Większa',
  'settings.size.150': 'Dużo większa',
  'settings.size.200': 'Dwa razy większa',
  'settings.on': 'Włączone',
  'settings.off': 'Wyłączone',
  'settings.aloud': 'Czytaj mi',
  'settings.aloud_help': 'Każda strona jest czytana na głos, gdy się otwiera.',
  'settings.lock': 'Zablokuj teraz'
}

export default words
