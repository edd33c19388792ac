/** Puts a page of the package into this one, from top to bottom, as the browser would have done. Runs in the sandbox. */
import type { Package } from './files'
import { handle, handlersOf, settle, type Handler } from './loading'
import { run, runText } from './scripts'

// What would lead elsewhere, or stand before what is ours.
const LEFT_OUT = 'base, meta[http-equiv], iframe, frame, frameset, object, embed'

let at: { parent: Node; later: (() => void)[] } | null = null

/** Returns when all its scripts have run. */
export function showPage(html: string, from: Package): void {
  const page = new DOMParser().parseFromString(html, 'text/html')
  for (const one of page.querySelectorAll(LEFT_OUT)) one.remove()
  const later: (() => void)[] = []
  writing(from)
  reading('loading')
  for (const [part, into] of [[page.head, document.head], [page.body, document.body]] as const) {
    for (const each of handlersOf(part)) handle(into, each)
    for (const { name, value } of part.attributes) into.setAttribute(name, value)
    settle(into, from)
    children(part, into, from, later)
  }
  document.title = page.title
  for (const go of later) go()
  reading('interactive')
  document.dispatchEvent(new Event('DOMContentLoaded', { bubbles: true }))
  reading('complete')
  window.dispatchEvent(new Event('load'))
}

function children(of: Node, into: Node, from: Package, later: (() => void)[]): void {
  for (const one of [...of.childNodes]) child(one, into, from, later)
}

function child(one: Node, into: Node, from: Package, later: (() => void)[]): void {
  at = { parent: into, later }
  if (one instanceof HTMLScriptElement) return script(one, from, later)
  if (one instanceof HTMLLinkElement) return style(from.style(from.nameOf(one.getAttribute('href') ?? '') ?? ''), into)
  if (one instanceof HTMLStyleElement) return style(from.inStyle(one.textContent), into)
  const does = one instanceof Element ? handlersOf(one) : []
  const copy = document.importNode(one, one instanceof HTMLTemplateElement)
  if (copy instanceof Element) dress(copy, does, from)
  into.appendChild(copy)
  if (!(one instanceof HTMLTemplateElement)) children(one, copy, from, later)
}

function dress(one: Element, does: Handler[], from: Package): void {
  for (const each of does) handle(one, each)
  settle(one, from)
}

function script(one: HTMLScriptElement, from: Package, later: (() => void)[]): void {
  const src = one.getAttribute('src')
  const name = src === null ? null : from.nameOf(src)
  if (src === null) runText(one.textContent, one.type)
  else if (name !== null && one.defer) later.push(() => run(name, from))
  else if (name !== null) run(name, from)
}

export function style(text: string, into: Node = document.head): void {
  const one = document.createElement('style')
  one.textContent = text
  into.appendChild(one)
}

/** What a script writes stands where the page is at that moment. */
function writing(from: Package): void {
  document.write = (...text: string[]) => {
    const written = new DOMParser().parseFromString(text.join(''), 'text/html')
    const { parent, later } = at ?? { parent: document.body, later: [] }
    for (const part of [written.head, written.body]) children(part, parent, from, later)
  }
  document.writeln = document.write
}

function reading(state: DocumentReadyState): void {
  Object.defineProperty(document, 'readyState', { configurable: true, value: state })
}
