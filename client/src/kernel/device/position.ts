/** Where the device is. No answer is an answer too: it is never a failure of the person's. */

export interface Place {
  lat: number
  lon: number
  accuracy_m: number
  /** RFC 3339: when the position was measured, by the device's clock. */
  at: string
}

export type NoPlace = 'no_signal' | 'refused' | 'no_sensor' | 'timed_out'

export type Found = { place: Place; no_place: '' } | { place: null; no_place: NoPlace }

const TIMEOUT_MS = 20_000

const REASONS: Record<number, NoPlace> = { 1: 'refused', 2: 'no_signal', 3: 'timed_out' }

/** Measures anew, waiting 20 s at most. Resolves in every case. */
export function findPlace(sensor: Geolocation | undefined = navigator.geolocation, timeout = TIMEOUT_MS): Promise<Found> {
  if (!sensor) return Promise.resolve(none('no_sensor'))
  return new Promise((resolve) => {
    // Some devices never answer while the question about permission stays open: our own clock then ends the wait.
    const timer = setTimeout(() => resolve(none('timed_out')), timeout + 1000)
    const answer = (found: Found) => {
      clearTimeout(timer)
      resolve(found)
    }
    sensor.getCurrentPosition(
      (measured) => answer({ place: placeOf(measured), no_place: '' }),
      (problem) => answer(none(REASONS[problem.code] ?? 'no_signal')),
      { enableHighAccuracy: true, timeout, maximumAge: 0 }
    )
  })
}

function placeOf({ coords, timestamp }: GeolocationPosition): Place {
  return {
    lat: round(coords.latitude),
    lon: round(coords.longitude),
    accuracy_m: Math.ceil(coords.accuracy),
    at: new Date(timestamp).toISOString()
  }
}

/** Five decimals are about a metre: more would say what no sensor knows. */
function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5
}

function none(no_place: NoPlace): Found {
  return { place: null, no_place }
}
