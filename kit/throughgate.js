// Put this into your page, in a script of its own before yours. It is all that an app needs to talk with Throughgate; see README.md.
const throughgate = (() => {
  let port
  let last = 0
  const waiting = new Map()
  const granted = new Promise((resolve) => {
    addEventListener('message', function hear(event) {
      if (event.source !== parent || !event.ports[0]) return
      removeEventListener('message', hear)
      port = event.ports[0]
      port.onmessage = ({ data }) => {
        const { id, ...told } = JSON.parse(data)
        waiting.get(id)?.(told)
        waiting.delete(id)
      }
      resolve(event.data.granted)
    })
  })
  const say = async (said) => {
    await granted
    const id = ++last
    const told = new Promise((resolve) => waiting.set(id, resolve))
    port.postMessage(JSON.stringify({ id, ...said }))
    return told
  }
  return {
    granted,
    offer: (competence, score, evidence = '') => say({ do: 'offer', competence, score, evidence }),
    keep: (value) => say({ do: 'progress', value }),
    leave: () => say({ do: 'leave' })
  }
})()
