/** The capabilities that are installed: their tiles, routes and words. */
import type { Answer } from '../feeds'
import { ordered } from '../store/ordered'
import { addWords } from '../words'
import type { AtPeople, BarOffer, Capability, OnScreen, RouteOffer, TileOffer, Unfinished } from './types'

export type { AtPeople, BarOffer, Capability, OnScreen, Pace, RouteOffer, Slide, TileOffer, Unfinished } from './types'

const MOST_TILES = 9
const enabled: Capability[] = []

/** Takes in what each capability brings. A name or route that two of them claim is a mistake of the build. */
export function install(capabilities: readonly Capability[]): void {
  for (const capability of capabilities) {
    if (enabled.some((one) => one.name === capability.name)) throw new Error(`${capability.name} is installed twice`)
    for (const route of capability.routes) {
      if (routes().some((one) => one.name === route.name)) throw new Error(`two screens are called ${route.name}`)
    }
    addWords(capability.words)
    for (const [feed, placeOf] of Object.entries(capability.inOrder ?? {})) ordered.set(feed, placeOf)
    enabled.push(capability)
  }
}

export function routes(): RouteOffer[] {
  return enabled.flatMap((capability) => capability.routes)
}

/** Everything that the person began and has not sent. */
export function unfinished(): Unfinished[] {
  return enabled.flatMap((capability) => capability.unfinished?.() ?? [])
}

/** What stays at the foot of every screen, for who shows it to see whether there is anything. */
export function bars(): BarOffer[] {
  return enabled.flatMap((capability) => capability.bar ?? [])
}

/** What stands first on the home while it is shown. */
export function firsts(): BarOffer[] {
  return enabled.flatMap((capability) => capability.first ?? [])
}

/** What stands at the people whom somebody may be in touch with. */
export function atPeople(): (() => Promise<AtPeople>)[] {
  return enabled.flatMap((capability) => capability.atPeople ?? [])
}

/** What televisions show, capability by capability. */
export async function onScreens(): Promise<OnScreen[]> {
  const found = await Promise.all(enabled.map((capability) => capability.onScreen?.()))
  return found.flatMap((one) => one?.onScreen ?? [])
}

/** What each capability does after a good exchange. */
export function errands(): (() => Promise<unknown>)[] {
  return enabled.flatMap((capability) => capability.errand ?? [])
}

/** Everything that workers wrote to the person, read or not; and whatever else came for them to read. */
export function answers(): Answer[] {
  return [...tiles(), ...enabled].flatMap((one) => one.answers?.() ?? [])
}

/** What the home screen shows, in order. */
export function tiles(): TileOffer[] {
  const offers = enabled.flatMap((capability) => capability.tile ?? [])
  return offers.sort((a, b) => a.order - b.order).slice(0, MOST_TILES)
}
