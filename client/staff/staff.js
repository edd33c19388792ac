// Wakes the parts of GOV.UK's frontend that a page has; everything works without them too.
import { initAll } from './govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

// Where there is no room a wide table is laid out as cards. A browser then forgets what its parts are, and nobody sees its headings.
for (const table of document.querySelectorAll('.tg-table--cards')) {
  const titles = [...table.tHead.rows[0].cells].map((head) => (head.querySelector('a') ?? head).firstChild.textContent.trim())
  table.setAttribute('role', 'table')
  for (const part of table.querySelectorAll('thead, tbody')) part.setAttribute('role', 'rowgroup')
  for (const row of table.rows) row.setAttribute('role', 'row')
  for (const cell of table.querySelectorAll('th, td')) {
    cell.setAttribute('role', { col: 'columnheader', row: 'rowheader' }[cell.scope] ?? 'cell')
    cell.dataset.label ??= cell.colSpan > 1 ? '' : titles[cell.cellIndex]
  }
}

// A second press while the first is under way would only wait for it.
document.addEventListener('submit', (event) => {
  const button = event.submitter
  if (event.defaultPrevented || !button || event.target.method === 'get') return
  setTimeout(() => { button.disabled = true })
})
addEventListener('pageshow', () => {
  for (const button of document.querySelectorAll('button[disabled]')) button.disabled = false
})

// Words at the screening desk: what is selected can be blacked out. Without this, it is typed.
const words = document.querySelector('[data-words]')
const more = document.querySelector('[data-black]')
if (words && more) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'govuk-button govuk-button--secondary' })
  button.textContent = more.dataset.black
  button.addEventListener('click', () => {
    const selected = getSelection()
    if (!selected.rangeCount || selected.isCollapsed || !words.contains(selected.getRangeAt(0).commonAncestorContainer)) return
    const { startContainer, startOffset, endContainer, endOffset } = selected.getRangeAt(0)
    const [start, end] = [lettersUpTo(startContainer, startOffset), lettersUpTo(endContainer, endOffset)]
    if (start < end) more.value = [...more.value.split('\n').filter(Boolean), `${start + 1}–${end}`].join('\n')
    document.querySelector('[name="decision"][value="black_out"]').checked = true
  })
  words.after(button)
}

// As the server counts: letters, not halves of them, and without what stands there only to explain.
function lettersUpTo(node, offset) {
  const range = document.createRange()
  range.setStart(words, 0)
  range.setEnd(node, offset)
  const part = range.cloneContents()
  for (const said of part.querySelectorAll('[data-not-words]')) said.remove()
  return [...part.textContent].length
}
