import { expect, test } from 'vitest'
import type { ActView } from '@/kernel/acts'
import { LEAVE_NOTE, notesOf, type NoteRow } from './notes'

const row: NoteRow = { id: 'a', words: 'My shift has changed.', left_at: '2026-11-18T12:00:00.000Z', read: null }
const act: ActView = { id: 'b', command: LEAVE_NOTE, about: 'capability_name', made: '2026-11-18T13:00:00.000Z', status: 'saved' }

test('a note that only this device knows stands on top, and says that it is saved', () => {
  expect(notesOf([row], [act]).map((note) => [note.id, note.standing])).toEqual([['b', 'saved'], ['a', 'sent']])
})

test('an act whose row is here is shown once', () => {
  expect(notesOf([row], [{ ...act, id: 'a', status: 'accepted' }]).map((note) => note.id)).toEqual(['a'])
})

test('a note that was read says so', () => {
  const read = { at: '2026-11-18T14:00:00.000Z', by: 'Carys Pryce' }
  expect(notesOf([{ ...row, read }], [])[0]!.standing).toBe('seen')
})
