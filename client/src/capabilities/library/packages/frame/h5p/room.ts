/**
 * `H5P`: what the libraries of a package are written against, made anew from its documentation so that packages run without H5P's own
 * player, whose licence (GPL-3.0) we do not take into the app. Sources: h5p.org/documentation/developers and the API reference there.
 */
import $ from 'jquery'
import type { Package } from '../files'
import { EventDispatcher, H5pEvent, outside, type Dispatcher } from './events'
import { WORDS, body, cloneObject, confirmation, createTitle, createUUID, dialog, plainly, shuffleArray, tooltip } from './odds'
import { CONTENT, classFromName, contentType, libraryFromString, made, newRunnable } from './parts'
import { XapiEvent } from './statements'

/** `kept`: what parts of the package noted for themselves, by name. `note`: hears when they note more. */
interface Told {
  from: Package
  title: string
  kept: Record<string, unknown>
  note: (kept: Record<string, unknown>) => void
}

export function h5p(told: Told): Record<string, unknown> {
  return { ...talking(), ...building(told.from), ...paths(told.from), ...notes(told), ...screen(), ...helping(), opened: {} }
}

function talking(): object {
  return {
    jQuery: $,
    $body: body,
    $window: $(window),
    Event: H5pEvent,
    EventDispatcher,
    XAPIEvent: XapiEvent,
    externalDispatcher: outside,
    on: (part: Dispatcher, type: string, hears: (event: unknown) => void) => part.on?.(type, hears),
    trigger: (part: Dispatcher | undefined, ...what: Parameters<Dispatcher['trigger']>) => part?.trigger?.(...what)
  }
}

function building(from: Package): object {
  return { instances: made, newRunnable, classFromName, libraryFromString, ContentType: contentType(from), getLibraryPath: (library: string) => library }
}

function paths(from: Package): object {
  const getPath = (path: string) => from.addressOf(from.nameOf(`content/${path}`) === null ? path : `content/${path}`)
  const setSource = (element: HTMLElement, source: { path: string } | string) =>
    element.setAttribute('src', getPath(typeof source === 'string' ? source : source.path))
  return { getPath, setSource, getContentPath: () => 'content', getCrossOrigin: () => null, setCrossOrigin: () => undefined, jsLoaded: () => true, cssLoaded: () => true }
}

function notes({ kept, note }: Told): object {
  const name = (kind: string, part: unknown) => `${kind}${typeof part === 'string' ? `/${part}` : ''}`
  return {
    getUserData: (_: unknown, kind: string, done: (error: unknown, data?: unknown) => void, part?: string) => done(undefined, kept[name(kind, part)]),
    setUserData: (_: unknown, kind: string, data: unknown, { subContentId }: { subContentId?: string } = {}) => {
      kept[name(kind, subContentId)] = data
      note(kept)
    },
    deleteUserData: (_: unknown, kind: string, part?: string) => {
      delete kept[name(kind, part)]
      note(kept)
    },
    setFinished: () => undefined
  }
}

function screen(): object {
  return {
    isFramed: true,
    externalEmbed: false,
    isFullscreen: false,
    fullscreenSupported: false,
    canHasFullScreen: false,
    fullScreen: () => undefined,
    semiFullScreen: () => undefined,
    exitFullScreen: undefined,
    Dialog: function Dialog(this: object, name: string, title: string, content: string) {
      Object.assign(this, dialog(name, title, content))
    },
    ConfirmationDialog: confirmation(EventDispatcher as never),
    Tooltip: tooltip,
    attachToastTo: (at: HTMLElement, text: string) => at.setAttribute('title', text),
    communicator: undefined
  }
}

function helping(): object {
  const told = (name: string, values: Record<string, string> = {}) =>
    Object.entries(values).reduce((text, [key, value]) => text.replaceAll(key, value), WORDS[name] ?? `[Missing translation ${name}]`)
  return {
    t: told,
    cloneObject,
    shuffleArray,
    createUUID,
    createTitle,
    trim: (text: unknown) => (typeof text === 'string' ? text.trim() : text),
    isEmpty: (what: unknown) => what === undefined || what === null || (typeof what === 'object' && Object.keys(what).length === 0),
    isFunction: (what: unknown) => typeof what === 'function',
    error: (what: unknown) => console.warn(what),
    Coords: plainly,
    MediaCopyright: plainly,
    CopyrightField: plainly,
    ContentCopyrights: function ContentCopyrights(this: Record<string, unknown>) {
      Object.assign(this, { addMedia: () => undefined, addMediaInFront: () => undefined, addContent: () => undefined, setLabel: () => undefined })
    },
    getCopyrights: () => '',
    getClipboard: () => undefined,
    setClipboard: () => undefined
  }
}

/** What a page tells its packages of itself. */
export function integration(content: unknown, library: string, title: string): object {
  const one = { library, jsonContent: JSON.stringify(content), displayOptions: {}, metadata: { title }, title, url: '', contentUserData: [{ state: '{}' }] }
  return { url: '', baseUrl: '', ajax: {}, user: { name: '' }, postUserStatistics: false, saveFreq: false, l10n: { H5P: WORDS }, contents: { [`cid-${CONTENT}`]: one } }
}
