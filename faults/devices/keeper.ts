/** The processes that make others: one for the device face and the worker, one for the staff face. See backstage/keeper.py. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

export class Keeper {
  private readonly process: ChildProcess
  private readonly asked = new Map<number, (pid: number) => void>()
  private readonly alive = new Map<number, { ended: Promise<void>; tell: () => void }>()
  private last = 0

  constructor(python: string, face: string, log: number) {
    const env = { ...process.env, THROUGHGATE_FACE: face }
    this.process = spawn(python, ['-m', 'backstage.keeper'], { env, stdio: ['pipe', 'pipe', log] })
    createInterface({ input: this.process.stdout! }).on('line', (line) => this.hear(JSON.parse(line)))
    this.process.stdin!.on('error', (error) => console.error(`the keeper of ${face} hears nothing: ${error.message}`))
    this.process.on('exit', (code, signal) => (code || signal) && console.error(`the keeper of ${face} ended with ${code ?? signal}`))
  }

  start(kind: 'serve' | 'work' | 'desk', how: object): Promise<number> {
    const id = ++this.last
    this.process.stdin!.write(JSON.stringify({ id, start: kind, ...how }) + '\n')
    return new Promise((resolve) => this.asked.set(id, resolve))
  }

  kill(pid: number): void {
    this.process.stdin!.write(JSON.stringify({ kill: pid }) + '\n')
  }

  /** Resolves when that process has ended. */
  end(pid: number): Promise<void> {
    return this.alive.get(pid)?.ended ?? Promise.resolve()
  }

  close(): void {
    this.process.stdin!.end()
  }

  private hear(said: { id?: number; pid?: number; ended?: number }): void {
    if (said.id) {
      this.alive.set(said.pid!, ending())
      this.asked.get(said.id)!(said.pid!)
    }
    if (!said.ended) return
    this.alive.get(said.ended)?.tell()
    this.alive.delete(said.ended)
  }
}

function ending(): { ended: Promise<void>; tell: () => void } {
  let tell!: () => void
  return { ended: new Promise((resolve) => (tell = resolve)), tell: () => tell() }
}
