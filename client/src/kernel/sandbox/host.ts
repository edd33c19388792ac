import { Meter, Pulse, understood, type Outcome, type Said } from './port'

/** What becomes of what an app or a package says. Each answers with what it is told; what is not named here is refused. */
export interface Hears {
  offer?: (said: Extract<Said, { do: 'offer' }>) => Promise<object>
  /** It was done to its end. */
  did?: (said: Outcome) => Promise<object>
  /** Another page of it is wanted. */
  go?: (path: string) => void
  progress: (value: unknown) => Promise<object>
  leave?: () => void
  /** It answers no longer, or says too much: the frame is to go. */
  stopped: (why: 'silent' | 'loud') => void
}

const BEAT_MS = 1_000
/** In milliseconds: who does not answer for so long has stopped. */
const SILENCE_MS = 5_000
const SLOW_START_MS = 15_000

/**
 * Talks with what is in a frame, through two ports that are its alone: one for what it says, one by which our prelude answers that it is
 * alive. `granted`: what it is told at first. The returned function ends it. The app's origin is "null", so that who it is is told by its window alone.
 */
export function host(frame: HTMLIFrameElement, granted: object, hears: Hears): () => void {
  const talk = new MessageChannel()
  const alive = new MessageChannel()
  const meter = new Meter(() => performance.now())
  let pulse = new Pulse(SLOW_START_MS, performance.now())
  let begun = false
  let loaded = false

  function begin(event: MessageEvent): void {
    if (event.source !== frame.contentWindow || (event.data as { throughgate?: unknown } | null)?.throughgate !== 1 || begun) return
    begun = true
    pulse = new Pulse(SILENCE_MS, performance.now())
    frame.contentWindow!.postMessage({ throughgate: 1, granted }, '*', [talk.port2, alive.port2])
  }

  function hear({ data }: MessageEvent): void {
    if (!meter.count()) return stop('loud')
    const said = understood(data)
    if (said) void answer(said)
  }

  async function answer(said: Said): Promise<void> {
    if (said.do === 'leave') return hears.leave?.()
    if (said.do === 'go') return hears.go?.(said.path)
    const told = await (toldOf(said) ?? Promise.resolve({ ok: false, why: 'not_heard' })).catch(() => ({ ok: false, why: 'failed' }))
    talk.port1.postMessage(JSON.stringify({ id: said.id, ...told }))
  }

  function toldOf(said: Exclude<Said, { do: 'leave' | 'go' }>): Promise<object> | undefined {
    if (said.do === 'progress') return hears.progress(said.value)
    return said.do === 'did' ? hears.did?.(said) : hears.offer?.(said)
  }

  function beat(): void {
    const now = performance.now()
    // A page that nobody sees is slowed down by the browser, and so is what is in it.
    if (document.hidden) pulse.heard(now)
    else if (pulse.gone(now)) return stop('silent')
    if (begun) alive.port1.postMessage(0)
    // What is touched in the frame is touched on the device: the browser itself says so, and the app cannot.
    if (navigator.userActivation?.isActive) window.dispatchEvent(new Event('pointermove'))
  }

  // Its page loads once. Whatever loads after it is not the app: it has left, or tried to.
  function load(): void {
    if (loaded) return stop('silent')
    loaded = true
  }

  function stop(why: 'silent' | 'loud'): void {
    end()
    hears.stopped(why)
  }

  function end(): void {
    clearInterval(timer)
    window.removeEventListener('message', begin)
    frame.removeEventListener('load', load)
    talk.port1.close()
    alive.port1.close()
  }

  talk.port1.onmessage = hear
  alive.port1.onmessage = () => pulse.heard(performance.now())
  window.addEventListener('message', begin)
  frame.addEventListener('load', load)
  const timer = setInterval(beat, BEAT_MS)
  return end
}
