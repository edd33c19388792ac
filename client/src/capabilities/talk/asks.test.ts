import { expect, test } from 'vitest'
import type { ActView } from '@/kernel/acts'
import { ASK, asksOf, sayOf, type AskRow } from './asks'

function act(more: Partial<ActView> = {}): ActView {
  return { id: 'a1', command: ASK, about: 'talk', made: '2026-11-21T09:00:00Z', status: 'saved', ...more }
}

function row(more: Partial<AskRow> = {}): AskRow {
  return { id: 'r1', act: 'a1', about: 'health', words: 'My tooth hurts', asked_at: '2026-11-21T09:00:00Z', answered: null, ...more }
}

test('an ask is seen before the server knows it', () => {
  const said = sayOf({ about: 'health', words: 'My tooth hurts', voice: null }, 'home')
  expect(asksOf([], [act({ said })])).toMatchObject([{ id: 'a1', about: 'health', words: 'My tooth hurts', standing: 'saved' }])
})

test('an ask of which this device no longer knows what was said is still there', () => {
  expect(asksOf([], [act()])).toMatchObject([{ id: 'a1', about: null, words: '', standing: 'saved' }])
})

test('row and act of one ask are one line', () => {
  expect(asksOf([row()], [act({ status: 'accepted' })])).toMatchObject([{ id: 'r1', standing: 'sent' }])
})

test('an answer shows as answered', () => {
  const answered = { at: '2026-11-21T15:00:00Z', by: 'Mair Edwards', reply: 'I have called the dentist.' }
  expect(asksOf([row({ answered })], [])[0]?.standing).toBe('answered')
})

test('the newest ask comes first', () => {
  const asks = asksOf([row()], [act({ id: 'a2', made: '2026-11-21T10:00:00Z' })])
  expect(asks.map((ask) => ask.id)).toEqual(['a2', 'r1'])
})

test('a voice note goes along only where there is one', () => {
  expect(sayOf({ about: 'feelings', words: ' ', voice: null }, 'checkins')).toEqual({ about: 'feelings', words: '', screen: 'checkins' })
  const voice = { h: 'd'.repeat(64), n: 900, t: 'audio/webm' }
  expect(sayOf({ about: 'app', words: '', voice }, 'home')).toEqual({ about: 'app', words: '', voice: voice.h, screen: 'home' })
})
