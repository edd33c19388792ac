/** How the parts of an H5P package are made and put into one another: `H5P.newRunnable`, `H5P.ContentType`, and their places. */
import $ from 'jquery'
import type { Package } from '../files'
import { EventDispatcher, type Dispatcher } from './events'
import type { Speaker } from './statements'

/** The one package that a page shows. */
export const CONTENT = 1

export interface Library {
  /** "H5P.MultiChoice 1.16" */
  library: string
  params: unknown
  subContentId?: string
  metadata?: object
}

export interface Part extends Speaker {
  $?: unknown
  attach?: (into: unknown) => void
  getCurrentState?: () => unknown
  getTitle?: () => string
}

interface Extras {
  parent?: Dispatcher
  previousState?: unknown
  subContentId?: string
  metadata?: object
  standalone?: boolean
}

type Maker = new (params: unknown, contentId: unknown, extras: Extras) => Part

export const made: Part[] = []

/** "H5P.MultiChoice 1.16" in its parts; false where it is no such name. */
export function libraryFromString(text: string): { machineName: string; majorVersion: number; minorVersion: number } | false {
  const [, machineName, major, minor] = /^(\S+)[ -](\d+)\.(\d+)(?:\.\d+)?$/.exec(text) ?? []
  return machineName ? { machineName, majorVersion: Number(major), minorVersion: Number(minor) } : false
}

export function classFromName(name: string): Maker | null {
  const found = name.split('.').reduce<unknown>((room, part) => (room as Record<string, unknown> | undefined)?.[part], window)
  return typeof found === 'function' ? (found as Maker) : null
}

/** Makes a part, and shows it where it is said where. Undefined where the package does not hold it. */
export function newRunnable(what: Library, contentId: unknown, into?: unknown, skipResize = false, extras: Extras = {}): Part | undefined {
  const found = libraryFromString(what.library)
  const Made = found && classFromName(found.machineName)
  if (!Made) return undefined
  const subContentId = extras.subContentId ?? what.subContentId
  const more = { ...extras, ...(subContentId && { subContentId }), metadata: what.metadata ?? extras.metadata ?? {}, standalone: !extras.parent }
  const part = new Made(copy(what.params), contentId, more)
  settled(part, what.library, contentId, more)
  made.push(part)
  if (into) show(part, into, !extras.parent, skipResize)
  return part
}

function settled(part: Part, library: string, contentId: unknown, { subContentId, parent }: Extras): void {
  const { machineName, majorVersion, minorVersion } = libraryFromString(library) as Exclude<ReturnType<typeof libraryFromString>, false>
  const version = `${majorVersion}.${minorVersion}`
  part.$ ??= $(part)
  part.contentId ??= contentId
  if (subContentId) part.subContentId ??= subContentId
  if (parent) part.parent ??= parent
  part.libraryInfo ??= { versionedName: `${machineName} ${version}`, versionedNameNoSpaces: `${machineName}-${version}`, machineName, majorVersion, minorVersion } as never
  if (!('on' in part)) EventDispatcher.call(part)
}

function show(part: Part, into: unknown, standalone: boolean, skipResize: boolean): void {
  const place = into as { toggleClass: (name: string, on: boolean) => void }
  place.toggleClass('h5p-standalone', standalone)
  part.attach?.(into)
  part.trigger('domChanged', { $target: into, library: part.libraryInfo }, { bubbles: true, external: true })
  if (!skipResize) part.trigger('resize')
}

/** What a kind of content is built on: `H5P.ContentType(isRoot)`. */
export function contentType(from: Package): (isRoot: boolean) => unknown {
  return (isRoot) => {
    function ContentType(): void {}
    ContentType.prototype = Object.create((EventDispatcher as unknown as { prototype: object }).prototype) as object
    Object.assign(ContentType.prototype as object, {
      isRoot: () => isRoot,
      getLibraryFilePath(this: Part, name: string) {
        return from.addressOf(`${this.libraryInfo?.versionedNameNoSpaces ?? ''}/${name}`)
      }
    })
    return ContentType
  }
}

function copy<T>(value: T): T {
  return value === undefined ? value : structuredClone(value)
}
