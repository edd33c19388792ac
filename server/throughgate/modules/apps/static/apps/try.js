// The page on which staff try an app: it is given an invented person, and what it would say is shown and sent nowhere.
const frame = document.querySelector('[data-apps-try]')
const said = document.querySelector('[data-apps-said]')
const granted = JSON.parse(frame.dataset.appsTry)
let started = false

addEventListener('message', (event) => {
  if (event.source !== frame.contentWindow || event.data?.throughgate !== 1 || started) return
  started = true
  const talk = new MessageChannel()
  const alive = new MessageChannel()
  talk.port1.onmessage = ({ data }) => {
    said.append(Object.assign(document.createElement('li'), { textContent: String(data).slice(0, 3000) }))
    talk.port1.postMessage(JSON.stringify({ id: JSON.parse(data).id, ok: true }))
  }
  frame.contentWindow.postMessage({ throughgate: 1, granted }, '*', [talk.port2, alive.port2])
})
frame.src = frame.dataset.src
