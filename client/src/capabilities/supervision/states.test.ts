import { describe, expect, test } from 'vitest'
import type { ActView } from '@/kernel/acts'
import { begunOf } from './begun'
import { emptyDraft, type CheckinDraft, type CheckinRow } from './shapes'
import { SUBMIT, aboutOf, findView, groupsOf, stateOf, viewsOf } from './states'

const NOW = new Date('2026-11-21T12:00:00Z')
const HOUR = 3_600_000

function hours(from: number): string {
  return new Date(NOW.getTime() + from * HOUR).toISOString()
}

function row(more: Partial<CheckinRow> = {}): CheckinRow {
  return {
    id: 'c1',
    kind: 'planned',
    opens_at: hours(-1),
    due_on: '2026-11-21',
    closes_at: hours(71),
    purpose: 'REPLACE_F2F',
    cancelled: null,
    where: null,
    questions: [],
    worker: null,
    submitted: null,
    seen: null,
    ...more
  }
}

function act(more: Partial<ActView> = {}): ActView {
  return { id: 'a1', command: SUBMIT, about: aboutOf('c1'), made: hours(0), status: 'saved', ...more }
}

const SUBMITTED = { act: 'a1', made_at: hours(0), arrived_at: hours(2), late: false }
const SEEN = { at: hours(3), by: 'Mair Edwards', reply: '' }

describe('a check-in is', () => {
  test('upcoming before it opens', () => expect(stateOf(row({ opens_at: hours(1) }), NOW)).toBe('upcoming'))
  test('due from the moment it opens', () => expect(stateOf(row({ opens_at: hours(0) }), NOW)).toBe('due'))
  test('missed from the moment it closes', () => expect(stateOf(row({ closes_at: hours(0) }), NOW)).toBe('missed'))
  test('cancelled, whatever the hour', () =>
    expect(stateOf(row({ cancelled: { at: hours(-2), why: 'We met.' }, closes_at: hours(-1) }), NOW)).toBe('cancelled'))
  test('sent when the server has it, even after it closed', () =>
    expect(stateOf(row({ submitted: SUBMITTED, closes_at: hours(-1) }), NOW)).toBe('sent'))
  test('sent rather than cancelled, where it was made before', () =>
    expect(stateOf(row({ submitted: SUBMITTED, cancelled: { at: hours(1), why: '' } }), NOW)).toBe('sent'))
  test('seen when a worker has looked', () => expect(stateOf(row({ submitted: SUBMITTED, seen: SEEN }), NOW)).toBe('seen'))
})

describe('what was made here and not yet sent', () => {
  test('is no longer due, and says that it is saved', () => {
    const [view] = viewsOf([row()], [act()], NOW)
    expect(view).toMatchObject({ state: 'sent', standing: 'saved' })
  })

  test('is due again when the server refused it, with the reason', () => {
    const [view] = viewsOf([row()], [act({ status: 'refused', says: 'The signature was missing.' })], NOW)
    expect(view).toMatchObject({ state: 'due', standing: 'refused', says: 'The signature was missing.' })
  })

  test('is not missed when its time passes before the tablet meets a network', () => {
    const [view] = viewsOf([row({ closes_at: hours(-1) })], [act({ made: hours(-2) })], NOW)
    expect(view?.state).toBe('sent')
  })

  test('is answered once, when row and act both know of it', () => {
    const views = viewsOf([row({ submitted: SUBMITTED, seen: { ...SEEN, reply: 'Well done.' } })], [act({ status: 'accepted' })], NOW)
    expect(views.map((view) => view.standing)).toEqual(['answered'])
  })
})

describe('a check-in of one’s own', () => {
  test('stands in the list before the server knows it', () => {
    const views = viewsOf([], [act({ about: aboutOf('key-1') })], NOW)
    expect(views).toMatchObject([{ id: 'key-1', row: null, state: 'sent', standing: 'saved' }])
  })

  test('is found under its old address when its row has come', () => {
    const views = viewsOf(
      [row({ id: 'c9', kind: 'own', submitted: SUBMITTED })],
      [act({ about: aboutOf('key-1'), status: 'accepted' })],
      NOW
    )
    expect(views).toHaveLength(1)
    expect(findView(views, 'key-1')?.id).toBe('c9')
    expect(findView(views, 'c9')?.id).toBe('c9')
  })
})

test('the list has what is due first to close, what comes next, and what was last', () => {
  const rows = [
    row({ id: 'due-late', closes_at: hours(50) }),
    row({ id: 'due-soon', closes_at: hours(5) }),
    row({ id: 'coming', opens_at: hours(100), closes_at: hours(172) }),
    row({ id: 'missed', closes_at: hours(-100) }),
    row({ id: 'missed-before', closes_at: hours(-300) })
  ]
  const groups = groupsOf(viewsOf(rows, [], NOW))
  const ids = Object.fromEntries(Object.entries(groups).map(([name, views]) => [name, views.map((view: { id: string }) => view.id)]))
  expect(ids).toEqual({ due: ['due-soon', 'due-late'], going: [], coming: ['coming'], past: ['missed', 'missed-before'] })
})

test('what was made here stands before the older ones until the office has it', () => {
  const rows = [row(), row({ id: 'c0', closes_at: hours(-100), submitted: { ...SUBMITTED, act: 'a0' } })]
  expect(groupsOf(viewsOf(rows, [act()], NOW))).toMatchObject({ due: [], going: [{ id: 'c1' }], past: [{ id: 'c0' }] })
  expect(groupsOf(viewsOf(rows, [act({ status: 'accepted' })], NOW)).past.map((view) => view.id)).toEqual(['c1', 'c0'])
})

describe('what was begun', () => {
  const draft = (more: Partial<CheckinDraft> = {}) => ({ ...emptyDraft(), step: 'photo', key: 'key-1', ...more })
  const begun = (rows: CheckinRow[], acts: ActView[], pinnedTo = 'c1') =>
    begunOf([{ pinnedTo, body: draft() }], viewsOf(rows, acts, NOW), acts, NOW).map(({ id, at, of }) => `${id}: ${at} of ${of}`)

  test('says how far it got', () => expect(begun([row()], [])).toEqual(['c1: 4 of 7']))
  test('is begun no more when it was sent', () => expect(begun([row()], [act()])).toEqual([]))
  test('and not when it was cancelled', () =>
    expect(begun([row({ cancelled: { at: hours(-1), why: 'We met.' } })], [])).toEqual([]))
  test('can be finished late, for as long as the office takes it', () => {
    expect(begun([row({ closes_at: hours(-6 * 24) })], [])).toEqual(['c1: 4 of 7'])
    expect(begun([row({ closes_at: hours(-8 * 24) })], [])).toEqual([])
  })
  test('of one’s own is known by its key', () => {
    expect(begun([], [], 'own')).toEqual(['own: 4 of 7'])
    expect(begun([], [act({ about: aboutOf('key-1') })], 'own')).toEqual([])
    expect(begun([], [act({ about: aboutOf('key-1'), status: 'refused' })], 'own')).toEqual(['own: 4 of 7'])
  })
})

test('acts of other commands are none of ours', () => {
  expect(viewsOf([], [act({ command: 'talk.ask@1' })], NOW)).toEqual([])
})
