// Where the browser knows that it has no network, a form stays as it was written and says so. Everything works without this too.
const says = document.querySelector('[data-offline]')
const show = () => { says.hidden = navigator.onLine }
addEventListener('online', show)
addEventListener('offline', show)
show()

document.addEventListener('submit', (event) => {
  if (navigator.onLine) return
  event.preventDefault()
  show()
  says.scrollIntoView()
})

// A second press while the first is under way would only wait for it.
document.addEventListener('submit', (event) => {
  const button = event.submitter
  if (event.defaultPrevented || !button) return
  setTimeout(() => { button.disabled = true })
})
addEventListener('pageshow', () => {
  for (const button of document.querySelectorAll('button[disabled]')) button.disabled = false
})
