/** A part of a course of SCORM: its page, what it talks to, and its own links. Runs in the sandbox, alone. */
import type { GivenScorm } from '../given'
import { Package } from './files'
import { loadFrom } from './loading'
import { did, given, keep, keepNow, say, start } from './outside'
import { showPage } from './page'
import { around, furnish } from './room'
import { apis } from './scorm/api'
import type { Course, Values } from './scorm/model'

let from: Package

async function begin(): Promise<void> {
  const { files, page, query, state, launch, lang, size } = await given<GivenScorm>()
  from = new Package(files, page.slice(0, page.lastIndexOf('/') + 1))
  furnish(lang, size)
  asks(query)
  around(apis({ left: (state ?? {}) as Partial<Record<Course['edition'], Values>>, launch, changed }))
  loadFrom(from)
  document.addEventListener('click', follow)
  showPage(files.pages[page] ?? '', from)
}

/** Pages read from their own address what they are asked. */
function asks(query: string): void {
  if (query) history.replaceState(null, '', `${location.pathname}?${query}`)
}

function changed(course: Course): void {
  keep({ [course.edition]: course.kept() })
  const outcome = course.outcome()
  if (outcome) did(outcome)
}

/** To another page of the package, which our app opens; nowhere else. */
function follow(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  const address = link?.getAttribute('href') ?? '#'
  if (address.startsWith('#') || address.startsWith('javascript:')) return
  event.preventDefault()
  const page = from.nameOf(address)
  if (page === null || !(page in from.files.pages)) return
  keepNow()
  say({ do: 'go', path: page + (/[?#].*/.exec(address)?.[0] ?? '') })
}

start(begin)
