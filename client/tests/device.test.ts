import { describe, expect, test, vi } from 'vitest'
import { fitWithin } from '@/kernel/device/image'
import { findPlace } from '@/kernel/device/position'
import { DeviceProblem } from '@/kernel/device/problem'

describe('a photo', () => {
  test('that is too big is shrunk to 1280 on its longest side, in its own shape', () => {
    expect(fitWithin({ width: 4000, height: 3000 })).toEqual({ width: 1280, height: 960 })
    expect(fitWithin({ width: 3000, height: 4000 })).toEqual({ width: 960, height: 1280 })
  })

  test('that is small enough is left as it is', () => {
    expect(fitWithin({ width: 640, height: 480 })).toEqual({ width: 640, height: 480 })
  })

  test('that is a mere line keeps a pixel of width', () => {
    expect(fitWithin({ width: 1, height: 9000 })).toEqual({ width: 1, height: 1280 })
  })
})

/** A sensor that answers as told. */
function sensor(answer: (found: PositionCallback, failed: PositionErrorCallback) => void): Geolocation {
  return { getCurrentPosition: (found: PositionCallback, failed: PositionErrorCallback) => answer(found, failed) } as unknown as Geolocation
}

function measured(latitude: number, longitude: number, accuracy: number): GeolocationPosition {
  return { coords: { latitude, longitude, accuracy }, timestamp: Date.parse('2026-11-21T09:10:00Z') } as GeolocationPosition
}

describe('looking for the place', () => {
  test('says where, how sure, and when', async () => {
    const found = await findPlace(sensor((answer) => answer(measured(51.481583, -3.17909, 27.4))))
    expect(found).toEqual({ place: { lat: 51.48158, lon: -3.17909, accuracy_m: 28, at: '2026-11-21T09:10:00.000Z' }, no_place: '' })
  })

  test.each([
    [1, 'refused'],
    [2, 'no_signal'],
    [3, 'timed_out']
  ])('answers code %i with the reason %s, and never fails', async (code, reason) => {
    const found = await findPlace(sensor((_, failed) => failed({ code } as GeolocationPositionError)))
    expect(found).toEqual({ place: null, no_place: reason })
  })

  test('knows a device that has no sensor', async () => {
    expect(await findPlace(null as unknown as undefined)).toEqual({ place: null, no_place: 'no_sensor' })
  })

  test('ends by itself where the sensor never answers', async () => {
    vi.useFakeTimers()
    const looking = findPlace(sensor(() => undefined))
    await vi.advanceTimersByTimeAsync(21_000)
    expect(await looking).toEqual({ place: null, no_place: 'timed_out' })
    vi.useRealTimers()
  })
})

test.each([
  ['NotAllowedError', 'refused_camera'],
  ['NotReadableError', 'busy_camera'],
  ['NotFoundError', 'no_camera'],
  ['OverconstrainedError', 'no_camera']
])('a camera that fails by %s is told in our words: %s', (name, reason) => {
  expect(DeviceProblem.fromMedia(new DOMException('', name), 'camera').reason).toBe(reason)
})
