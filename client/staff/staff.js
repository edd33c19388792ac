// Wakes the parts of GOV.UK's frontend that a page has; everything works without them too.
import { initAll } from './govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

// A second press while the first is under way would only wait for it.
document.addEventListener('submit', (event) => {
  const button = event.submitter
  if (event.defaultPrevented || !button || event.target.method === 'get') return
  setTimeout(() => { button.disabled = true })
})
addEventListener('pageshow', () => {
  for (const button of document.querySelectorAll('button[disabled]')) button.disabled = false
})
