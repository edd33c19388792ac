/** What the server sends of the library: rows for lists, and one file, the body, for each edition. See the server's modules/library/README.md. */
import type { FileRef } from '@/kernel/held'

export type { FileRef } from '@/kernel/held'

/** What a list shows of an item in one language. */
export interface Facts {
  title: string
  summary: string
  /** There is an easy-read twin. */
  easy: boolean
  /** To read or to hear, in whole minutes; 0 where nobody counted. */
  minutes: number
}

/** Whom an item is for, in words or in codes that the app has words for. Empty lines say nothing. */
export interface For {
  places: string[]
  /** Rows that came before this line was known lack it, as they do groups. */
  categories?: string[]
  settings: string[]
  regimes: string[]
  languages: string[]
  groups?: string[]
  ages: { least: number; most: number } | null
}

/** An item read out, in one language. `person`: a human reads it. */
export interface ReadOut {
  full: FileRef
  easy: FileRef | null
  person: boolean
}

/** A row of the feed `library.items`. */
export interface ItemRow {
  item: string
  kind: string
  /** Its edition: 1, 2, 3… */
  n: number
  published_at: string
  ends_at: string | null
  shelf: string
  topics: string[]
  /** The item that it is a part of. */
  series: string | null
  place_in_series: number
  in: Record<string, Facts>
  /** Why it was taken back; '' while it is there. Then it has no body and no files. */
  taken_back: string
  body: FileRef | null
  picture: FileRef | null
  /** Every file that the body names. */
  files: FileRef[]
  for: For
  /** By language; not there until it was made. These files stand in no body. */
  heard?: Record<string, ReadOut>
}

export interface Body {
  in: Record<string, { blocks: Block[]; easy: Block[] }>
}

/** `height` in lines, where it was counted. */
export type FilmFile = FileRef & { height?: number }

export type HeadingBlock = { k: 'heading'; words: string }
export type WordsBlock = { k: 'words'; words: string }
export type ListBlock = { k: 'list'; items: string[] }
export type PictureBlock = { k: 'picture'; file: FileRef; says: string }
export type SoundBlock = { k: 'sound'; file: FileRef; title: string; seconds: number; says: string }
export type FilmBlock = {
  k: 'film'
  files: FilmFile[]
  poster: FileRef | null
  title: string
  seconds: number
  captions: Record<string, FileRef>
  says: string
}
export type DocumentBlock = { k: 'document'; file: FileRef; title: string }
/** An H5P or SCORM package, as the one file it came as. */
export type PackageBlock = { k: 'h5p' | 'scorm'; file: FileRef; title: string }
export type ItemBlock = { k: 'item'; item: string; title: string }
export type HelpBlock = { k: 'help'; name: string; words: string; phone: string }

export type Block =
  | HeadingBlock
  | WordsBlock
  | ListBlock
  | PictureBlock
  | SoundBlock
  | FilmBlock
  | DocumentBlock
  | PackageBlock
  | ItemBlock
  | HelpBlock

/** That the person opened an item here: when last, and whether they came to its end. */
export interface Read {
  at: string
  done: boolean
}

/** A row of the feed `library.comments`: what the person said themselves. */
export interface CommentRow {
  id: string
  act: string
  item: string
  title: string
  words: string
  said_at: string
  answered: { at: string; by: string; reply: string } | null
}

/** A row of the feed `library.did`: what came of a package that the person did. `package`: the hash of its file; `score` from 0 to 1. */
export interface DidRow {
  id: string
  item: string
  edition: number
  package: string
  verb: 'finished' | 'passed' | 'failed'
  score: number | null
  seconds: number
  at: string
}
