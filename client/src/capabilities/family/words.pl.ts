/** The tile, in Polish, made by machine and not yet read by a speaker. All else is in English. */
const words: Record<string, string> = {
  'family.tile': 'Moi bliscy'
}

export default words
