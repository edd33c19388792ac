/** Check-ins, in Polish: what the first screens need. Translated by machine, not yet checked; what is not here is said in English. */
const words: Record<string, string> = {
  'checkin.tile': 'Meldunek'
}

export default words
