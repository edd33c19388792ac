/** What is in a package, taken out of its zip as a sandbox can be handed it. */
import { unzipSync } from 'fflate'
import { closed, closedPage } from '@/kernel/sandbox'
import type { Files } from './given'

/** Of all that is in it, in bytes: more fills a tablet. */
const MOST = 300_000_000
// Of the libraries of H5P, what its editors need; of SCORM, what its manifests are checked against.
const NOT_SHOWN = /^[^/]+-\d+\.\d+\/(semantics\.json|upgrades\.js|presave\.js|icon\.svg|language\/[^/]+\.json)$|\.(xsd|dtd)$/i
/** Letters in which a page looks for its own encoding. Source: the HTML standard, "prescan a byte stream". */
const LOOKED_THROUGH = 1024
const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp', svg: 'image/svg+xml', bmp: 'image/bmp',
  mp3: 'audio/mpeg', m4a: 'audio/mp4', ogg: 'audio/ogg', oga: 'audio/ogg', wav: 'audio/wav', opus: 'audio/ogg',
  mp4: 'video/mp4', webm: 'video/webm', ogv: 'video/ogg', vtt: 'text/vtt',
  woff: 'font/woff', woff2: 'font/woff2', ttf: 'font/ttf', otf: 'font/otf',
  json: 'application/json', xml: 'application/xml', txt: 'text/plain'
}

/** The package is no such package, or lacks something that it names. */
export class NotAPackage extends Error {}

/** It is more than a device of ours can show at once. */
export class TooLarge extends Error {}

/** All in it by name, with what it may run. Raises NotAPackage, TooLarge. */
export async function unpacked(file: Blob): Promise<{ files: Files; scripts: string[] }> {
  const all = partsOf(new Uint8Array(await file.arrayBuffer()))
  const files: Files = { scripts: {}, styles: {}, pages: {}, others: {} }
  const within: string[] = []
  for (const [name, bytes] of Object.entries(all)) {
    const ending = endingOf(name)
    if (ending === 'js') files.scripts[name] = closed(text(bytes))
    else if (ending === 'css') files.styles[name] = text(bytes)
    else if (['html', 'htm', 'xhtml'].includes(ending)) within.push(...page(files, name, text(bytes, encodingOf(bytes))))
    else files.others[name] = new Blob([bytes], { type: TYPES[ending] ?? '' })
  }
  return { files, scripts: [...Object.values(files.scripts), ...within] }
}

/** What a file of it says as JSON. Raises NotAPackage. */
export async function readJson(files: Files, name: string): Promise<Record<string, unknown>> {
  try {
    return JSON.parse(await files.others[name]!.text()) as Record<string, unknown>
  } catch {
    throw new NotAPackage(name)
  }
}

function page(files: Files, name: string, words: string): string[] {
  const { html, scripts } = closedPage(words)
  files.pages[name] = html
  return scripts
}

function partsOf(bytes: Uint8Array): Record<string, Uint8Array<ArrayBuffer>> {
  let sum = 0
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (name.endsWith('/') || NOT_SHOWN.test(name)) return false
        if ((sum += originalSize) > MOST) throw new TooLarge()
        return true
      }
    }) as Record<string, Uint8Array<ArrayBuffer>>
  } catch (error) {
    throw error instanceof TooLarge ? error : new NotAPackage()
  }
}

function endingOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase()
}

/** Older courses are written in what their page says. */
function encodingOf(bytes: Uint8Array): string {
  return /charset\s*=\s*["']?\s*([\w-]+)/i.exec(text(bytes.subarray(0, LOOKED_THROUGH), 'latin1'))?.[1] ?? 'utf-8'
}

function text(bytes: Uint8Array, encoding = 'utf-8'): string {
  try {
    return new TextDecoder(encoding).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}
