import type { Component, Ref } from 'vue'
import type { Answer } from '../feeds'
import type { PlaceOf } from '../store/ordered'
import type { IconName } from '../ui/icons'
import type { Params } from '../ui/router'
import type { Lang, Words } from '../words'

/** What a capability brings to the app: the one object its front door, `capability.ts`, exports. */
export interface Capability {
  /** The same name as the server's module: "supervision". */
  name: string
  tile?: TileOffer
  routes: RouteOffer[]
  /** What the person began with it and has not sent: nothing may say that all is sent while there is any. */
  unfinished?: () => Unfinished[]
  /** What came for the person to read, of a capability without a tile. */
  answers?: () => Answer[]
  /** What stays at the foot of every screen while something of it goes on. */
  bar?: BarOffer
  /** What stands first on the home, above the tiles, for as long as it has a reason to. */
  first?: BarOffer
  /** What it does for whoever is here after each good exchange; never more than one at a time. */
  errand?: () => Promise<unknown>
  /** What it shows on televisions; no other device loads it. */
  onScreen?: () => Promise<{ onScreen: OnScreen }>
  /** Feeds of its that grow long: in which thread a row stands, and when. Screens then open the newest rows of a thread and no others. */
  inOrder?: Record<string, PlaceOf>
  /** What it shows at the people whom somebody may be in touch with; loaded with their list. */
  atPeople?: () => Promise<AtPeople>
  /** Word keys, "area.key": all of them in English and in Welsh, in other languages those that there are. */
  words: Words
}

/** At each person, by the contact's id: `contact`; and below all of them. */
export interface AtPeople {
  one?: Component
  all?: Component
}

/** What a capability shows on televisions, which are nobody's. Called once, in the setup of the screen that shows it. */
export type OnScreen = () => { slides: Ref<readonly Slide[]>; pace: Ref<Pace> }

/** One slide: all of it is seen at once, from across a room. */
export interface Slide {
  key: string
  part: Component
  props: Record<string, unknown>
}

/** How a television turns: the languages that it speaks, one round each, and how long a slide stands. */
export interface Pace {
  tongues: readonly Lang[]
  seconds: number
}

export interface BarOffer {
  shown: () => boolean
  part: Component
}

export interface TileOffer {
  /** A word key. */
  title: string
  icon: IconName
  /** The name of a route. */
  to: string
  /** Tiles stand in rising order; the home screen shows the first nine. */
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
