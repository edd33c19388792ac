import { describe, expect, it } from 'vitest'
import { Meter, Pulse, understood } from './port'

const offer = { id: 1, do: 'offer', competence: 'cycle-basics', score: 7, evidence: 'Brakes: right.' }

describe('what an app says', () => {
  it('is heard where it is one of three things', () => {
    expect(understood(JSON.stringify(offer))).toEqual(offer)
    expect(understood(JSON.stringify({ ...offer, evidence: undefined }))).toEqual({ ...offer, evidence: '' })
    expect(understood('{"id":2,"do":"progress","value":{"page":3}}')).toEqual({ id: 2, do: 'progress', value: { page: 3 } })
    expect(understood('{"id":3,"do":"leave","more":1}')).toEqual({ id: 3, do: 'leave' })
  })

  it.each([
    ['an object', offer],
    ['nothing', undefined],
    ['null', 'null'],
    ['no JSON', '{'],
    ['no id', '{"do":"leave"}'],
    ['an id that is no number', '{"id":"1","do":"leave"}'],
    ['something else', '{"id":1,"do":"send"}'],
    ['points that are not whole', JSON.stringify({ ...offer, score: 1.5 })],
    ['fewer points than none', JSON.stringify({ ...offer, score: -1 })],
    ['a competence that is no word', JSON.stringify({ ...offer, competence: {} })],
    ['evidence of more than 2 KB', JSON.stringify({ ...offer, evidence: 'ŵ'.repeat(1025) })],
    ['progress of more than 64 KB', JSON.stringify({ id: 1, do: 'progress', value: 'x'.repeat(64 * 1024) })],
    ['more than fits into a message', 'x'.repeat(70_001)]
  ])('is not heard where it is %s', (_what, data) => {
    expect(understood(data)).toBeNull()
  })

  it('is too much where it is more than 40 things in ten seconds', () => {
    let now = 0
    const meter = new Meter(() => now)
    expect(Array.from({ length: 40 }, () => meter.count()).every(Boolean)).toBe(true)
    expect(meter.count()).toBe(false)
    now = 20_000
    expect(meter.count()).toBe(true)
  })
})

describe('the pulse', () => {
  it('is gone after five seconds of silence', () => {
    const pulse = new Pulse(5_000, 0)
    expect(pulse.gone(5_000)).toBe(false)
    expect(pulse.gone(5_001)).toBe(true)
    pulse.heard(5_000)
    expect(pulse.gone(10_000)).toBe(false)
  })
})
