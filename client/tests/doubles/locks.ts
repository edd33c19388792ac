/** A double of the browser's Web Locks for one browser profile: held until the callback settles, or the tab is gone. */
type Work = (lock: Lock | null) => unknown

export class LocksDouble {
  private readonly queues = new Map<string, Promise<unknown>>()
  private readonly held = new Set<string>()
  private readonly letGo = new Map<string, () => void>()

  readonly request = async (name: string, given: LockOptions | Work, last?: Work): Promise<unknown> => {
    const work = (last ?? given) as Work
    const options = last ? (given as LockOptions) : {}
    if (options.ifAvailable && this.held.has(name)) return work(null)
    const before = this.queues.get(name) ?? Promise.resolve()
    const turn = before.then(async () => {
      this.held.add(name)
      try {
        const closed = new Promise<void>((resolve) => this.letGo.set(name, resolve))
        return await Promise.race([work({ name, mode: 'exclusive' }), closed])
      } finally {
        this.held.delete(name)
      }
    })
    if (options.ifAvailable) this.held.add(name)
    this.queues.set(
      name,
      turn.catch(() => undefined)
    )
    return turn
  }

  /** What the browser does when the tab that holds a lock is closed. */
  close(name: string): void {
    this.letGo.get(name)?.()
  }

  get manager(): LockManager {
    return this as unknown as LockManager
  }
}
