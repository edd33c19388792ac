/** The library, in Polish: what the first screens need. Translated by machine, not yet checked; what is not here is said in English. */
const words: Record<string, string> = {
  'library.tile': 'Biblioteka'
}

export default words
