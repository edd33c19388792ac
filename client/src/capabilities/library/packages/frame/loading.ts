/** Whatever a page of the package loads by an address comes out of the package. Runs in the sandbox. */
import type { Package } from './files'
import { evaluated, ran } from './scripts'

type Setter = (this: unknown, value: unknown) => void

const LOADS: [{ prototype: object }, string][] = [
  [HTMLImageElement, 'src'],
  [HTMLMediaElement, 'src'],
  [HTMLSourceElement, 'src'],
  [HTMLTrackElement, 'src'],
  [HTMLInputElement, 'src'],
  [HTMLVideoElement, 'poster']
]
const LOADING = ['src', 'poster']
const RUNS = /^on[a-z]+$/
// Of a body they are meant for the whole page.
const OF_WINDOW = ['onload', 'onunload', 'onbeforeunload', 'onresize']

export function loadFrom(from: Package): void {
  for (const [{ prototype }, name] of LOADS) before(prototype, name, (value) => from.addressOf(String(value)))
  setAttributes(from)
  asked(from)
  scripts(from)
  watch(from)
}

/** An element that stands in the page, or is about to, with what it names taken from the package and what it would run made runnable. */
export function settle(one: Element, from: Package): void {
  for (const each of handlersOf(one)) handle(one, each)
  for (const { name, value } of [...one.attributes]) {
    if (LOADING.includes(name)) again(one, name, value, from.addressOf(value))
    else if (name === 'style' && value.includes('url(')) again(one, name, value, from.inStyle(value))
    else if (name === 'href' && one instanceof SVGElement) again(one, name, value, from.addressOf(value))
  }
}

function again(one: Element, name: string, before: string, after: string): void {
  if (after !== before) one.setAttribute(name, after)
}

/** What an attribute of an element would run. */
export interface Handler {
  name: string
  code: string
}

/** Takes them away: the page's policy lets no script in an attribute be. */
export function handlersOf(one: Element): Handler[] {
  const found = [...one.attributes].filter(({ name }) => RUNS.test(name)).map(({ name, value: code }) => ({ name, code }))
  for (const { name } of found) one.removeAttribute(name)
  return found
}

/** The same as a function, which may be. */
export function handle(one: Element, { name, code }: Handler): void {
  const go = evaluated(code)
  const target = one instanceof HTMLBodyElement && OF_WINDOW.includes(name) ? window : one
  if (go) Object.assign(target, { [name]: go })
}

function before(prototype: object, name: string, change: (value: unknown) => unknown): void {
  const own = Object.getOwnPropertyDescriptor(prototype, name)!
  const set = own.set as Setter
  Object.defineProperty(prototype, name, {
    ...own,
    set(this: unknown, value: unknown) {
      set.call(this, change(value))
    }
  })
}

function setAttributes(from: Package): void {
  const set = Element.prototype.setAttribute
  Element.prototype.setAttribute = function (this: Element, name: string, value: string) {
    const script = this instanceof HTMLScriptElement && name.toLowerCase() === 'src'
    if (script) this.src = value
    else set.call(this, name, LOADING.includes(name.toLowerCase()) ? from.addressOf(String(value)) : value)
  }
}

function asked(from: Package): void {
  const open = XMLHttpRequest.prototype.open as (...all: unknown[]) => void
  XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, method: string, address: string | URL, ...more: unknown[]) {
    open.call(this, method, from.addressOf(String(address)), ...(more.length ? more : [true]))
  } as typeof XMLHttpRequest.prototype.open
  const fetched = window.fetch.bind(window)
  window.fetch = (what, how) => fetched(what instanceof Request ? what : from.addressOf(String(what)), how)
}

/** Scripts and styles that a script adds: scripts of the package run as they stand there, others are evaluated. */
function scripts(from: Package): void {
  const names = new WeakMap<HTMLScriptElement, string>()
  Object.defineProperty(HTMLScriptElement.prototype, 'src', {
    configurable: true,
    get(this: HTMLScriptElement) {
      return names.get(this) ?? ''
    },
    set(this: HTMLScriptElement, value: string) {
      names.set(this, String(value))
    }
  })
  const start = (node: unknown) => {
    if (node instanceof HTMLScriptElement) ran(node, names.get(node), from)
    else if (node instanceof HTMLLinkElement) styled(node, from)
  }
  for (const name of ['appendChild', 'insertBefore', 'replaceChild'] as const) {
    const own = Node.prototype[name] as (this: Node, one: Node, other?: Node) => Node
    Node.prototype[name] = function (this: Node, one: Node, other?: Node) {
      start(one)
      return own.call(this, one, other)
    } as never
  }
  for (const name of ['append', 'prepend'] as const) {
    const own = Element.prototype[name]
    Element.prototype[name] = function (this: Element, ...all: (Node | string)[]) {
      all.forEach(start)
      own.apply(this, all)
    }
  }
}

/** A style that a script adds: its words stand there in its place. */
function styled(link: HTMLLinkElement, from: Package): void {
  const name = link.relList.contains('stylesheet') ? from.nameOf(link.getAttribute('href') ?? '') : null
  if (name === null) return
  link.removeAttribute('href')
  const words = document.createElement('style')
  words.textContent = from.style(name)
  setTimeout(() => {
    document.head.append(words)
    link.dispatchEvent(new Event('load'))
  })
}

function watch(from: Package): void {
  const see = (node: Node) => {
    if (!(node instanceof Element)) return
    settle(node, from)
    for (const one of node.querySelectorAll('*')) settle(one, from)
  }
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'attributes') settle(target as Element, from)
      else addedNodes.forEach(see)
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['src', 'poster', 'style', 'href'] })
}
