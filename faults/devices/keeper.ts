/** The processes that make others: one for the device face and the worker, one for the staff face. See backstage/keeper.py. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

export class Keeper {
  private readonly process: ChildProcess
  private readonly asked = new Map<number, (pid: number) => void>()
  private readonly watched = new Map<number, (status: number) => void>()
  private readonly ended = new Map<number, number>()
  private last = 0

  constructor(python: string, face: string, log: number) {
    const env = { ...process.env, THROUGHGATE_FACE: face }
    this.process = spawn(python, ['-m', 'backstage.keeper'], { env, stdio: ['pipe', 'pipe', log] })
    createInterface({ input: this.process.stdout! }).on('line', (line) => this.hear(JSON.parse(line)))
    this.process.on('exit', (code) => code && console.error(`the keeper of ${face} ended with ${code}`))
  }

  start(kind: 'serve' | 'work' | 'desk', how: object): Promise<number> {
    const id = ++this.last
    this.process.stdin!.write(JSON.stringify({ id, start: kind, ...how }) + '\n')
    return new Promise((resolve) => this.asked.set(id, resolve))
  }

  /** Resolves, with its status, when that process has ended. */
  end(pid: number): Promise<number> {
    const status = this.ended.get(pid)
    if (status !== undefined) return Promise.resolve(status)
    return new Promise((resolve) => this.watched.set(pid, resolve))
  }

  close(): void {
    this.process.stdin!.end()
  }

  private hear(said: { id?: number; pid?: number; ended?: number; status?: number }): void {
    if (said.id) this.asked.get(said.id)!(said.pid!)
    if (!said.ended) return
    this.ended.set(said.ended, said.status!)
    this.watched.get(said.ended)?.(said.status!)
  }
}
