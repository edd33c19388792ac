import type { Component } from 'vue'
import type { Answer } from '../feeds'
import type { IconName } from '../ui/icons'
import type { Params } from '../ui/router'
import type { Words } from '../words'

/** What a capability brings to the app: the one object its front door, `capability.ts`, exports. */
export interface Capability {
  /** The same name as the server's module: "supervision". */
  name: string
  tile?: TileOffer
  routes: RouteOffer[]
  /** What the person began with it and has not sent: nothing may say that all is sent while there is any. */
  unfinished?: () => Unfinished[]
  /** Word keys, "area.key", the same in both languages. */
  words: Words
}

export interface TileOffer {
  /** A word key. */
  title: string
  icon: IconName
  /** The name of a route. */
  to: string
  /** Tiles stand in rising order; the home screen shows the first eight. */
  order: number
  /** Asked of the access policy by `useCan`; without it the tile is always open. */
  capability?: string
  /** How much waits for the person. */
  badge?: () => number
  /** What workers wrote to them, read or not. */
  answers?: () => Answer[]
}

/** Something begun and not sent, in words, and the way back into it. */
export interface Unfinished {
  title: string
  /** "Not sent yet: step 7 of 9" */
  standing: string
  to: string
  params: Params
}

export interface RouteOffer {
  /** "/check-ins/:id" */
  path: string
  name: string
  screen: () => Promise<Component | { default: Component }>
}
