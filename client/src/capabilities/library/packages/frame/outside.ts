/** The one way out: our own app, by the port that it hands over. Runs in the sandbox. */
import type { Outcome } from '@/kernel/sandbox'

const WAIT_MS = 1_000

let port: MessagePort | undefined
let n = 0
let timer: ReturnType<typeof setTimeout> | undefined
let waiting: { value: unknown } | undefined
let last = ''

/** What our app hands over, once. */
export function given<T>(): Promise<T> {
  return new Promise((resolve) => {
    addEventListener('message', function hear(event) {
      const [talk] = event.ports
      if (event.source !== parent || !talk) return
      removeEventListener('message', hear)
      port = talk
      port.start()
      resolve((event.data as { granted: T }).granted)
    })
  })
}

/** Begins; where nothing can be shown, our app is told, and says so. */
export function start(begin: () => Promise<void>): void {
  begin().catch((error: unknown) => {
    console.warn(error)
    say({ do: 'leave' })
  })
}

/** Says one thing. */
export function say(what: object): void {
  port?.postMessage(JSON.stringify({ id: ++n, ...what }))
}

/** That it was done to its end; the same is said once. */
export function did(outcome: Outcome): void {
  const now = JSON.stringify(outcome)
  if (now === last) return
  last = now
  say({ do: 'did', ...outcome })
}

/** Where it is, to be told when it is opened again: at once, and then once a second at most. */
export function keep(value: unknown): void {
  waiting = { value }
  if (timer === undefined) keepNow()
}

export function keepNow(): void {
  clearTimeout(timer)
  timer = undefined
  if (!waiting) return
  say({ do: 'progress', value: waiting.value })
  waiting = undefined
  timer = setTimeout(keepNow, WAIT_MS)
}
