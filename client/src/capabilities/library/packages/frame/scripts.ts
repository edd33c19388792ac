/** How a script of the package runs: as it was let in by its hash, else evaluated. Runs in the sandbox. */
import type { Package } from './files'
import { ROOT } from './files'

const IS_SCRIPT = /^$|javascript|ecmascript/i
// A script that has run, or is only data to the browser from now on.
const DONE = 'text/plain'

/** Runs one script of the package, now. */
export function run(name: string, from: Package): void {
  const one = document.createElement('script')
  one.text = from.files.scripts[name] ?? ''
  Object.defineProperty(one, 'src', { value: ROOT + name })
  insert(one)
  one.remove()
}

/** Runs what stood between two tags of a page: it was let in as it stands. */
export function runText(text: string, type: string): void {
  const one = document.createElement('script')
  one.type = type
  one.text = text
  insert(one)
}

/** A script element that is about to be put into the page. */
export function ran(one: HTMLScriptElement, src: string | undefined, from: Package): void {
  if (one.type === DONE || !IS_SCRIPT.test(one.type)) return
  if (src) setTimeout(() => load(one, src, from))
  else if (one.text) evaluate(one.text)
  one.type = DONE
}

/** What an attribute would run, as a function; null where it is no script. */
export function evaluated(code: string): ((event: Event) => unknown) | null {
  try {
    return new Function('event', code) as (event: Event) => unknown
  } catch {
    return null
  }
}

function load(one: HTMLScriptElement, src: string, from: Package): void {
  const name = from.nameOf(src)
  if (name !== null && name in from.files.scripts) run(name, from)
  one.dispatchEvent(new Event(name === null ? 'error' : 'load'))
}

function evaluate(text: string): void {
  ;(0, eval)(text)
}

// Taken before a package can: its own scripts are let in by another way.
const append = Node.prototype.appendChild
const insert = (one: HTMLScriptElement) => append.call(document.head, one)
