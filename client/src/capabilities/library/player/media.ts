/** One sound or film as a screen shows and moves it, over the browser's own player. */
import { reactive } from 'vue'
import { stop as hush } from '@/kernel/words'
import { resumeAt } from './place'

export const SPEEDS = [0.75, 1, 1.25, 1.5, 2] as const
export type Speed = (typeof SPEEDS)[number]
/** How far a press goes back or on, in seconds. */
export const STEP_S = 10
/** In seconds: what is lost at most where the battery ends. */
const NOTED_EACH_S = 15

export interface MediaState {
  playing: boolean
  /** It was told to play and has nothing to play yet. */
  waiting: boolean
  /** In seconds. */
  at: number
  length: number
  speed: Speed
  /** It went on where the person was. */
  resumed: boolean
  broken: boolean
}

export interface Notes {
  /** Where they were, in seconds. */
  from: number
  /** In seconds; 0 for its beginning, and once they have come to its end. */
  note: (seconds: number) => void
  ended: () => void
}

/** Only one is heard at a time. */
let heard: Media | null = null

export class Media {
  readonly state: MediaState
  private readonly listening = new AbortController()
  private played = false
  private noted = 0

  /** `seconds`: how long it is, as far as anybody said; the player knows better. */
  constructor(
    readonly element: HTMLMediaElement,
    seconds: number,
    private readonly notes: Notes
  ) {
    this.state = reactive<MediaState>({ playing: false, waiting: false, at: notes.from, length: seconds, speed: 1, resumed: false, broken: false })
    const { signal } = this.listening
    for (const [event, how] of Object.entries(this.hears())) element.addEventListener(event, how, { signal })
    if (element.readyState >= HTMLMediaElement.HAVE_METADATA) this.begin()
  }

  play(): void {
    void this.element.play().catch(() => (this.state.waiting = false))
  }

  pause(): void {
    this.element.pause()
  }

  toggle(): void {
    if (this.state.playing) this.pause()
    else this.play()
  }

  seek(seconds: number): void {
    this.state.at = Math.max(0, Math.min(seconds, this.state.length))
    this.element.currentTime = this.state.at
  }

  step(seconds: number): void {
    this.seek(this.element.currentTime + seconds)
  }

  wear(speed: Speed): void {
    this.state.speed = speed
    this.element.playbackRate = speed
  }

  /** Nobody sees it any more. */
  leave(): void {
    this.note()
    this.listening.abort()
    this.pause()
    if (heard === this) heard = null
  }

  private hears(): Record<string, () => void> {
    return {
      loadedmetadata: () => this.begin(),
      play: () => this.began(),
      playing: () => (this.state.waiting = false),
      waiting: () => (this.state.waiting = true),
      pause: () => this.paused(),
      timeupdate: () => this.tick(),
      ended: () => this.notes.ended(),
      error: () => (this.state.broken = true)
    }
  }

  /** Its length is known: on from where they were. */
  private begin(): void {
    const { element, state, notes } = this
    if (Number.isFinite(element.duration)) state.length = element.duration
    // A player forgets how fast when it is given something new.
    element.playbackRate = state.speed
    this.seek(resumeAt(notes.from, state.length))
    state.resumed = state.at > 0
  }

  private began(): void {
    hush()
    if (heard !== this) heard?.pause()
    heard = this
    this.played = this.state.playing = true
  }

  private paused(): void {
    this.state.playing = this.state.waiting = false
    this.note()
  }

  private tick(): void {
    this.state.at = this.element.currentTime
    if (Math.abs(this.state.at - this.noted) >= NOTED_EACH_S) this.note()
  }

  private note(): void {
    if (!this.played) return
    this.noted = this.state.at
    this.notes.note(resumeAt(this.state.at, this.state.length))
  }
}

/** Something is read aloud: what plays gives way. */
export function pauseAll(): void {
  heard?.pause()
}
