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
