/** How the parts of an H5P package talk with one another, and how they say what somebody did: `H5P.EventDispatcher`, `H5P.Event`, `H5P.XAPIEvent`. */

type Hears = (this: unknown, event: H5pEvent) => void

interface Extras {
  bubbles?: boolean
  external?: boolean
}

export interface Dispatcher {
  parent?: Dispatcher
  on: (type: string, hears: Hears, as?: unknown) => void
  once: (type: string, hears: Hears, as?: unknown) => void
  off: (type: string, hears?: Hears) => void
  trigger: (event: H5pEvent | string, data?: unknown, extras?: Extras) => void
}

export class H5pEvent {
  private bubbles: boolean
  private external: boolean

  constructor(
    readonly type: string,
    readonly data: unknown = undefined,
    { bubbles = false, external = false }: Extras = {}
  ) {
    this.bubbles = bubbles
    this.external = external
  }

  preventBubbling(): void {
    this.bubbles = false
  }

  getBubblesUpwards(): boolean {
    return this.bubbles
  }

  /** Whoever is outside hears of an event once. */
  scheduleForExternal(): boolean {
    const first = this.external
    this.external = false
    return first
  }
}

export const outside = {} as Dispatcher

/** Packages call this on objects of their own, so it is a function, and what it gives stands on the object itself. */
export function EventDispatcher(this: Dispatcher): void {
  const heard = new Map<string, { hears: Hears; as: unknown }[]>()

  this.on = (type, hears, as) => {
    heard.set(type, [...(heard.get(type) ?? []), { hears, as }])
  }
  this.once = (type, hears, as) => {
    const once: Hears = (event) => {
      this.off(type, once)
      hears.call(as ?? this, event)
    }
    this.on(type, once, as)
  }
  this.off = (type, hears) => {
    heard.set(type, hears ? (heard.get(type) ?? []).filter((one) => one.hears !== hears) : [])
  }
  this.trigger = (what, data, extras) => {
    const event = typeof what === 'string' ? new H5pEvent(what, data, extras) : what
    for (const kind of [event.type, '*']) for (const { hears, as } of heard.get(kind) ?? []) hears.call(as ?? this, event)
    if (event.getBubblesUpwards() && this.parent?.trigger) this.parent.trigger(event)
    if (this !== outside && event.scheduleForExternal()) outside.trigger(event)
  }
}

EventDispatcher.call(outside)
