/** Today, in Polish: what the first screens need. Translated by machine, not yet checked; what is not here is said in English. */
const words: Record<string, string> = {
  'bulletin.tile': 'Dzisiaj'
}

export default words
