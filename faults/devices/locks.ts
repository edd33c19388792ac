/** The browser's Web Locks for one profile: a lock is let go when its work is done, or when its tab is gone. */
import type { Gate } from './disk'

type Work = (lock: Lock | null) => unknown

interface Waiting {
  gate: Gate
  run: () => void
}

export class Locks {
  private readonly held = new Map<string, Gate>()
  private readonly queues = new Map<string, Waiting[]>()

  /** What one tab sees. `broken`: a browser that grants every lock to everybody. */
  of(gate: Gate, broken = false): LockManager {
    const request = (name: string, given: LockOptions | Work, last?: Work): Promise<unknown> => {
      const work = (last ?? given) as Work
      const { ifAvailable = false } = last ? (given as LockOptions) : {}
      // What is left running of a tab that is gone asks nobody any more.
      if (gate.dead) return new Promise(() => undefined)
      if (broken) return Promise.resolve(work({ name, mode: 'exclusive' }))
      if (ifAvailable && (this.held.has(name) || this.queues.get(name)?.length)) return Promise.resolve(work(null))
      return new Promise((resolve, reject) => {
        const run = () => void this.hold(name, gate, work).then(resolve, reject)
        if (this.held.has(name)) this.queues.set(name, [...(this.queues.get(name) ?? []), { gate, run }])
        else run()
      })
    }
    gate.onDeath.add(() => this.leave(gate))
    return { request } as unknown as LockManager
  }

  private async hold(name: string, gate: Gate, work: Work): Promise<unknown> {
    this.held.set(name, gate)
    try {
      return await work({ name, mode: 'exclusive' })
    } finally {
      if (this.held.get(name) === gate) this.pass(name)
    }
  }

  private pass(name: string): void {
    this.held.delete(name)
    const [next, ...rest] = (this.queues.get(name) ?? []).filter((one) => !one.gate.dead)
    this.queues.set(name, rest)
    next?.run()
  }

  private leave(gate: Gate): void {
    for (const [name, holder] of this.held) if (holder === gate) this.pass(name)
  }
}
