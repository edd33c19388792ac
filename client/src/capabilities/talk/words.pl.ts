/** Talk, in Polish: what the first screens need. Translated by machine, not yet checked; what is not here is said in English. */
const words: Record<string, string> = {
  'talk.tile': 'Porozmawiaj z kimś'
}

export default words
