const LOCK = 'throughgate-tab'

/**
 * Holds the app to one tab: two would fork the chain and overwrite each other's drafts.
 * `theirs` is called where another tab has it; the promise resolves once it is ours, for as long as this tab lives.
 */
export function becomeTheTab(locks: LockManager, theirs: () => void): Promise<void> {
  const forever = new Promise<never>(() => undefined)
  return new Promise((mine) => {
    const hold = () => (mine(), forever)
    void locks.request(LOCK, { ifAvailable: true }, (lock) => {
      if (lock) return hold()
      theirs()
      void locks.request(LOCK, hold)
      return undefined
    })
  })
}
