import { expect, test } from 'vitest'
import type { ActView } from '@/kernel/acts'
import { answerOf } from './answers'
import { COMMENT, HELPFUL, aboutOf, commentsOf, helpfulOf, sayOf } from './comments'
import type { CommentRow } from './shapes'

function act(more: Partial<ActView> = {}): ActView {
  return { id: 'a1', command: COMMENT, about: aboutOf('i1'), made: '2026-11-21T09:00:00Z', status: 'saved', ...more }
}

function row(more: Partial<CommentRow> = {}): CommentRow {
  return { id: 'c1', act: 'a1', item: 'i1', title: 'Your money', words: 'Say more of loans', said_at: '2026-11-21T09:00:00Z', answered: null, ...more }
}

test('a comment is seen before the server knows it', () => {
  expect(commentsOf([], [act({ said: sayOf('i1', { words: ' More of loans ', voice: null }) })])).toMatchObject([
    { id: 'a1', item: 'i1', words: 'More of loans', spoken: false, standing: 'saved' }
  ])
})

test('a comment by voice is one, before and after the server knows it', () => {
  const said = sayOf('i1', { words: '', voice: { h: 'd'.repeat(64), n: 900, t: 'audio/webm' } })
  expect(said).toEqual({ item: 'i1', words: '', voice: 'd'.repeat(64) })
  expect(commentsOf([], [act({ said })])).toMatchObject([{ spoken: true }])
  expect(commentsOf([row({ words: '' })], [])).toMatchObject([{ spoken: true, standing: 'sent' }])
})

test('row and act of one comment are one line, and the newest comes first', () => {
  const comments = commentsOf([row()], [act({ status: 'accepted' }), act({ id: 'a2', made: '2026-11-22T09:00:00Z' })])
  expect(comments.map((comment) => [comment.id, comment.standing])).toEqual([['a2', 'saved'], ['c1', 'sent']])
})

test('an answer shows as answered, and is news that leads to what was said', () => {
  const answered = { at: '2026-11-22T15:00:00Z', by: 'Lindenfield learning', reply: 'We have added it.' }
  expect(commentsOf([row({ answered })], [])[0]?.standing).toBe('answered')
  expect(answerOf(row({ answered }))).toMatchObject([{ by: 'Lindenfield learning', at: answered.at, to: 'library-said' }])
  expect(answerOf(row())).toEqual([])
})

test('of what helped the last word counts, and one that was refused does not', () => {
  const said = (id: string, helpful: boolean, status: ActView['status']) => act({ id, command: HELPFUL, said: { item: 'i1', helpful }, status })
  expect(helpfulOf([said('a3', true, 'saved'), said('a2', false, 'accepted')], 'i1')).toMatchObject({ helpful: true, standing: 'saved' })
  expect(helpfulOf([said('a3', true, 'refused'), said('a2', false, 'accepted')], 'i1')).toMatchObject({ helpful: false, standing: 'accepted' })
  expect(helpfulOf([said('a3', true, 'refused')], 'i1')).toMatchObject({ standing: 'refused' })
  expect(helpfulOf([said('a3', true, 'saved')], 'another')).toBeNull()
})
