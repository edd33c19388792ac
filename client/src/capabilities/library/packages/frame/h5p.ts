/** An H5P package: its libraries in their order, then what is to be done. Runs in the sandbox, alone. */
import type { GivenH5p } from '../given'
import { Package } from './files'
import { outside } from './h5p/events'
import { CONTENT, newRunnable, type Part } from './h5p/parts'
import { h5p, integration } from './h5p/room'
import { outcomeOf, type XapiEvent } from './h5p/statements'
import { loadFrom } from './loading'
import { older } from './older'
import { did, given, keep, start } from './outside'
import { style } from './page'
import { furnish } from './room'
import { run } from './scripts'
import $ from 'jquery'

/** Where it was left: what its parts noted for themselves, and what the whole would go on from. */
interface Left {
  kept: Record<string, unknown>
  state?: unknown
}

const OUR_STYLE = `body{margin:0;font:1rem/1.5 sans-serif;color:#1d2530;background:#fff}.h5p-content{padding:.5rem}
.h5p-content img,.h5p-content video{max-width:100%}.h5p-hidden-read{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
dialog{max-width:32rem;border:2px solid #0f5c63;border-radius:.75rem}button{font:inherit}`

async function begin(): Promise<void> {
  const told = await given<GivenH5p>()
  const from = new Package(told.files)
  const left = { kept: {}, ...(told.state as Left | null) }
  furnish(told.lang, told.size)
  loadFrom(from)
  older()
  Object.assign(window, {
    H5P: h5p({ from, title: told.title, kept: left.kept, note: () => keep(left) }),
    H5PIntegration: integration(told.content, told.library, told.title)
  })
  style(OUR_STYLE)
  for (const name of told.order.styles) style(from.style(name))
  for (const name of told.order.scripts) run(name, from)
  open(told, left)
}

function open({ library, content, title }: GivenH5p, left: Left): void {
  document.documentElement.classList.add('h5p-iframe')
  const place = Object.assign(document.createElement('div'), { className: 'h5p-content h5p-initialized h5p-frame' })
  const inner = Object.assign(document.createElement('div'), { className: 'h5p-container' })
  place.dataset.contentId = String(CONTENT)
  place.append(inner)
  document.body.replaceChildren(place)
  outside.on('xAPI', (event) => hear(event as XapiEvent))
  const part = newRunnable({ library, params: content, metadata: { title } }, CONTENT, $(inner), false, { previousState: left.state, metadata: { title } })
  if (!part) throw new Error(`${library} is not in this package`)
  addEventListener('resize', () => part.trigger('resize'))
  outside.on('xAPI', () => note(part, left))
}

function hear(event: XapiEvent): void {
  const outcome = outcomeOf(event)
  if (outcome) did(outcome)
}

/** Where it is now, as it says itself. */
function note(part: Part, left: Left): void {
  const state = part.getCurrentState?.()
  if (state === undefined) return
  left.state = JSON.parse(JSON.stringify(state)) as unknown
  keep(left)
}

start(begin)
