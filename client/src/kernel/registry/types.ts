import type { Component } from 'vue'
import type { IconName } from '../ui/icons'
import type { Words } from '../words'

/** What a capability brings to the app: the one object its front door, `capability.ts`, exports. */
export interface Capability {
  /** The same name as the server's module: "supervision". */
  name: string
  tile?: TileOffer
  routes: RouteOffer[]
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
  badge?: () => number
}

export interface RouteOffer {
  /** "/check-ins/:id" */
  path: string
  name: string
  screen: () => Promise<Component | { default: Component }>
}
