/** What an item is made of, and what of it is said, fetched and kept. */
import type { Block, Body, DocumentBlock, FileRef, FilmFile, ItemRow, PackageBlock } from './shapes'

export type Version = 'full' | 'easy'

/** A heading and what stands under it; the first part may have none. */
export interface Section {
  heading: string
  blocks: Block[]
}

/** Longest text that the server makes into sound, in letters. */
const LONGEST_SAID = 600

/** Which size of a film is wanted. */
export type PickFilm = (files: readonly FilmFile[]) => FilmFile | null

/** The blocks in a language: easy ones where they are wished and there. */
export function blocksOf(body: Body, lang: string, version: Version): Block[] {
  const found = body.in[lang]
  if (!found) return []
  return version === 'easy' && found.easy.length > 0 ? found.easy : found.blocks
}

export function sectionsOf(blocks: readonly Block[]): Section[] {
  const sections: Section[] = [{ heading: '', blocks: [] }]
  for (const block of blocks) {
    if (block.k === 'heading') sections.push({ heading: block.words, blocks: [] })
    else sections.at(-1)!.blocks.push(block)
  }
  return sections.filter((section) => section.heading || section.blocks.length > 0)
}

/** What is read aloud of it, in parts short enough to be made into sound. */
export function saidOf({ heading, blocks }: Section): string[] {
  return [heading, ...blocks.flatMap(wordsOf)].flatMap((text) => sayable(text))
}

/** A text in parts of at most `most` letters, parted between sentences, else between words. */
export function sayable(text: string, most = LONGEST_SAID): string[] {
  const parts: string[] = []
  let rest = text.trim()
  while (rest.length > most) {
    const at = partingOf(rest.slice(0, most))
    parts.push(rest.slice(0, at).trim())
    rest = rest.slice(at).trim()
  }
  return rest ? [...parts, rest] : parts
}

/** The item read out as it is shown; null where nobody has, and then the device's own voice must do. */
export function readOutOf({ heard }: ItemRow, lang: string, version: Version, easyShown: boolean): FileRef | null {
  const found = heard?.[lang]
  return (found && (version === 'easy' && easyShown ? found.easy : found.full)) ?? null
}

/** All that is needed to have an item with no network, its body first: of each film one size, and all languages, since whoever reads may change theirs. */
export function filesToKeep(row: ItemRow, body: Body, pick: PickFilm): FileRef[] {
  const blocks = Object.values(body.in).flatMap((one) => [...one.blocks, ...one.easy])
  const heard = Object.values(row.heard ?? {}).flatMap(({ full, easy }) => [full, easy])
  const files = [row.body, row.picture, ...heard, ...blocks.flatMap((block) => filesOf(block, pick))].filter((file) => file !== null)
  return [...new Map(files.map(({ h, n, t }) => [h, { h, n, t }])).values()]
}

/** The document of that file, and the language in which it stands there, `wished` if it is one of these; null where the body has none. */
export function documentIn(body: Body, h: string, wished: string): { block: DocumentBlock; lang: string } | null {
  return blockIn(body, wished, (one): one is DocumentBlock => one.k === 'document' && one.file.h === h)
}

/** The same of a package. */
export function packageIn(body: Body, h: string, wished: string): { block: PackageBlock; lang: string } | null {
  return blockIn(body, wished, (one): one is PackageBlock => isPackage(one) && one.file.h === h)
}

/** It has something to hear, see or do, which has an end that opening it is not. */
export function goesOn(body: Body): boolean {
  return Object.values(body.in).some(({ blocks }) => blocks.some((one) => one.k === 'film' || one.k === 'sound' || isPackage(one)))
}

function isPackage(block: Block): block is PackageBlock {
  return block.k === 'h5p' || block.k === 'scorm'
}

function blockIn<B extends Block>(body: Body, wished: string, is: (block: Block) => block is B): { block: B; lang: string } | null {
  for (const lang of [wished, ...Object.keys(body.in)]) {
    const { blocks, easy } = body.in[lang] ?? { blocks: [], easy: [] }
    const block = [...blocks, ...easy].find(is)
    if (block) return { block, lang }
  }
  return null
}

function filesOf(block: Block, pick: PickFilm): FileRef[] {
  switch (block.k) {
    case 'picture':
    case 'sound':
    case 'document':
    case 'h5p':
    case 'scorm':
      return [block.file]
    case 'film':
      return [pick(block.files), block.poster, ...Object.values(block.captions)].filter((file) => file !== null)
    default:
      return []
  }
}

function wordsOf(block: Block): string[] {
  switch (block.k) {
    case 'heading':
    case 'words':
      return [block.words]
    case 'list':
      return block.items
    case 'picture':
      return [block.says]
    case 'sound':
    case 'film':
    case 'document':
    case 'h5p':
    case 'scorm':
      return [block.title]
    case 'help':
      return [block.name, block.words, block.phone]
    default:
      return []
  }
}

function partingOf(text: string): number {
  const sentence = Math.max(...['. ', '! ', '? ', '.\n'].map((end) => text.lastIndexOf(end)))
  if (sentence > 0) return sentence + 1
  const word = text.lastIndexOf(' ')
  return word > 0 ? word : text.length
}
