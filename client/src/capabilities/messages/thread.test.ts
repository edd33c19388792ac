import { expect, test } from 'vitest'
import { MARK_READ, SEND, TAKE_BACK, type MessageRow } from './shapes'
import { toMarkRead, unreadIn, viewsOf, type Said } from './thread'

const THREAD = 't1'

function row(id: string, more: Partial<MessageRow> = {}): MessageRow {
  const said = { id, act: id, thread: THREAD, from_name: 'Carol', from: 'c1', kind: 'text' as const, words: 'Good night, love.', design: '', pieces: [] }
  return { ...said, mine: false, written_at: '2026-11-21T22:00:00Z', at: '2026-11-21T22:01:00Z', standing: 'delivered', why: '', blacked: [], staff_read: false, pence: null, can_appeal: false, ...more }
}

function act(id: string, more: Partial<Said> = {}): Said {
  return { id, command: SEND, made: '2026-11-21T22:40:00.123Z', status: 'saved', said: { thread: THREAD, kind: 'text', words: 'Night, Mum.', design: '', pieces: [] }, ...more }
}

test('what was written with no network stands in the conversation at once', () => {
  expect(viewsOf(THREAD, [row('m1')], [act('a1')])).toMatchObject([{ id: 'm1', where: 'new' }, { id: 'a1', mine: true, words: 'Night, Mum.', where: 'saved', canTakeBack: true }])
})

test('another conversation’s messages are not among them', () => {
  expect(viewsOf(THREAD, [], [act('a1', { said: { thread: 't2', words: 'x' } })])).toEqual([])
})

test('an act and the row that came of it are one message', () => {
  const mine = row('a1', { mine: true, written_at: '2026-11-21T22:40:00Z', at: '2026-11-22T07:05:00Z' })
  expect(viewsOf(THREAD, [mine], [act('a1', { status: 'accepted' })])).toMatchObject([{ id: 'a1', where: 'delivered', written: '2026-11-21T22:40:00Z', at: '2026-11-22T07:05:00Z' }])
})

test('mine stands where it was written, theirs where it came: what was held long is met at the foot', () => {
  const late = row('m2', { written_at: '2026-11-20T09:00:00Z', at: '2026-11-22T09:00:00Z' })
  expect(viewsOf(THREAD, [late], [act('a1')]).map(({ id }) => id)).toEqual(['a1', 'm2'])
})

test.each([
  ['checking', 'checking', true],
  ['held', 'checking', true],
  ['delivered', 'delivered', false],
  ['read', 'read', false],
  ['withheld', 'not_sent', false],
  ['stopped', 'not_sent', false],
  ['taken_back', 'taken_back', false]
] as const)('mine that is %s is shown as %s', (standing, where, canTakeBack) => {
  expect(viewsOf(THREAD, [row('m1', { mine: true, standing })], [])).toMatchObject([{ where, canTakeBack }])
})

test('what was not passed on to me is told as that', () => {
  expect(viewsOf(THREAD, [row('m1', { words: '', standing: 'withheld', why: 'A phone number.' })], [])).toMatchObject([{ where: 'not_passed', why: 'A phone number.' }])
})

test('a refusal gives its reason, and is not taken back', () => {
  const no = act('a1', { status: 'refused', says: 'You two cannot be in touch at the moment.' })
  expect(viewsOf(THREAD, [], [no])).toMatchObject([{ where: 'not_sent', why: 'You two cannot be in touch at the moment.', canTakeBack: false }])
})

test('whoever takes a message back sees that they do', () => {
  const back = act('a2', { command: TAKE_BACK, said: { message: 'm1' } })
  const held = row('m1', { mine: true, standing: 'held' })
  expect(viewsOf(THREAD, [held], [back])).toMatchObject([{ where: 'taking_back', canTakeBack: false }])
  expect(viewsOf(THREAD, [held], [{ ...back, status: 'refused' }])).toMatchObject([{ where: 'checking' }])
})

test('an act that belongs among older rows is not shown among these', () => {
  const old = act('a0', { made: '2026-10-01T08:00:00Z', status: 'accepted' })
  expect(viewsOf(THREAD, [row('m1')], [old], true).map(({ id }) => id)).toEqual(['m1'])
  expect(viewsOf(THREAD, [row('m1')], [old], false).map(({ id }) => id)).toEqual(['a0', 'm1'])
})

test('what was read here is read before the server says so', () => {
  const rows = [row('m1'), row('m2'), row('m3', { mine: true, written_at: '2026-11-21T22:05:00Z' })]
  expect(unreadIn(THREAD, rows, [])).toBe(2)
  expect(toMarkRead(THREAD, rows, [])?.id).toBe('m2')
  const read = act('a1', { command: MARK_READ, said: { thread: THREAD, up_to: 'm2' } })
  expect(unreadIn(THREAD, rows, [read])).toBe(0)
  expect(toMarkRead(THREAD, rows, [read])).toBeUndefined()
  expect(viewsOf(THREAD, rows, [read]).map(({ where }) => where)).toEqual(['read', 'read', 'delivered'])
})
