/** How far a measured position is from the agreed place, in words. */
import { t } from '@/kernel/words'
import type { Place } from '@/kernel/device'
import type { AgreedPlace } from './shapes'

const EARTH_M = 6_371_008

/** Metres along the great circle (haversine on the mean radius: within 0.5 %). */
export function metresBetween(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const [phi1, phi2] = [radians(a.lat), radians(b.lat)]
  const [dPhi, dLambda] = [phi2 - phi1, radians(b.lon - a.lon)]
  const h = Math.sin(dPhi / 2) ** 2 + Math.cos(phi1) * Math.cos(phi2) * Math.sin(dLambda / 2) ** 2
  return 2 * EARTH_M * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** "about 40 metres", "about 3.5 kilometres": no more figures than the sensor can know. */
export function lengthWords(metres: number): string {
  if (metres < 1000)
    return t('checkin.place.metres', { count: metres < 50 ? Math.max(5, Math.round(metres / 5) * 5) : Math.round(metres / 50) * 50 })
  return t('checkin.place.kilometres', { count: Math.round(metres / 100) / 10 })
}

/** What the person is told of their own position: how sure it is and, where a place was agreed, whether they are there. */
export function placeWords(place: Place, agreed: AgreedPlace | null): string[] {
  const sure = t('checkin.place.found', { within: lengthWords(place.accuracy_m) })
  if (!agreed) return [sure]
  const away = metresBetween(place, agreed)
  // The doubt of the measurement is in the person's favour.
  if (away - place.accuracy_m <= agreed.radius_m) return [sure, t('checkin.place.near', { name: agreed.name })]
  return [sure, t('checkin.place.away', { name: agreed.name, distance: lengthWords(away) })]
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
