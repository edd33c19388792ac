/** What stands on the phone: how the games stood when it last met a network, and what was done since, each act with its id. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { GameRow } from '@/capabilities/leisure/games'

/** Two who may play: a person, and the contact who is signed in or a child of theirs. As the server's `feed.Table` has it. */
export interface Table {
  player: string
  /** '' where it is whoever is signed in. */
  player_name: string
  person: string
  person_name: string
  open: boolean
  games: GameRow[]
}

export interface Stand {
  me: string
  tables: Table[]
}

export interface Act {
  id: string
  /** Who was signed in: nobody else sends it. */
  by: string
  command: string
  said: { game?: string; other?: string; player?: string; ply?: number; uci?: string; colour?: string }
  made: string
  status: 'saved' | 'refused'
  says: string
}

interface Shelves extends DBSchema {
  acts: { key: string; value: Act }
  stand: { key: 'now'; value: Stand }
}

let opened: Promise<IDBPDatabase<Shelves>> | undefined

function shelves(): Promise<IDBPDatabase<Shelves>> {
  opened ??= openDB<Shelves>('games', 1, {
    upgrade(database) {
      database.createObjectStore('acts', { keyPath: 'id' })
      database.createObjectStore('stand')
    }
  })
  return opened
}

/** In the order in which they were made: their ids begin with the time. */
export async function actsKept(): Promise<Act[]> {
  return (await shelves()).getAll('acts')
}

/** On the disk when it resolves. */
export async function keepAct(act: Act): Promise<void> {
  await (await shelves()).put('acts', act)
}

export async function dropActs(ids: readonly string[]): Promise<void> {
  const writing = (await shelves()).transaction('acts', 'readwrite')
  await Promise.all([...ids.map((id) => writing.store.delete(id)), writing.done])
}

export async function standKept(): Promise<Stand | undefined> {
  return (await shelves()).get('stand', 'now')
}

export async function keepStand(stand: Stand): Promise<void> {
  await (await shelves()).put('stand', stand, 'now')
}
