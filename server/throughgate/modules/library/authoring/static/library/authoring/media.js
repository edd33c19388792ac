/* The field in which an editor chooses a media of the shelf, or brings one: in pieces, and on from where it stopped. */
(() => {
  const PATIENCE_MS = [1000, 2000, 5000, 10000, 20000]
  const LOOK_AGAIN_MS = 3000
  const wait = (ms) => new Promise((done) => setTimeout(done, ms))
  const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(bytes < 10 * 2 ** 20 ? 1 : 0)

  function element(name, attributes, ...inside) {
    const made = Object.assign(document.createElement(name), attributes)
    made.append(...inside)
    return made
  }

  class Media extends window.StimulusModule.Controller {
    static targets = ['id']
    static values = { kind: String, accepts: String, words: Object, base: String }

    connect() {
      if (this.chosen) return
      this.shelf = document.querySelector('[data-shelf]')?.dataset.shelf
      this.says = element('p', { role: 'status', className: 'tg-media__says' })
      this.picture = element('img', { alt: '', className: 'tg-media__picture', hidden: true })
      this.more = element('a', { textContent: this.wordsValue.more, target: '_blank', rel: 'noopener', hidden: true })
      this.chosen = element('select', { onchange: () => this.choose(this.chosen.value) })
      this.file = element('input', { type: 'file', accept: this.acceptsValue, onchange: () => this.bring(this.file.files[0]) })
      this.element.append(
        element('label', {}, `${this.wordsValue.choose} `, this.chosen),
        element('label', {}, `${this.wordsValue.bring} `, this.file),
        this.picture,
        this.says,
        this.more,
      )
      this.fill()
    }

    disconnect() {
      this.gone = true
    }

    async fill() {
      const { media } = await this.ask(`of/${this.shelf}/?kind=${this.kindValue}`)
      const chosen = this.idTarget.value
      const offered = media.map((one) => element('option', { value: one.id, textContent: one.name, selected: one.id === chosen }))
      this.chosen.replaceChildren(element('option', { value: '', textContent: '–' }), ...offered)
      this.show(media.find((one) => one.id === chosen))
    }

    choose(id) {
      this.idTarget.value = id
      this.idTarget.dispatchEvent(new Event('change', { bubbles: true }))
      this.follow(id)
    }

    /* Says how far it is until it is ready or refused. */
    async follow(id) {
      if (!id) return this.show()
      const one = await this.ask(`${id}/state/`)
      if (this.idTarget.value !== id || this.gone) return
      this.show(one)
      if (one.state === 'waiting') {
        await wait(LOOK_AGAIN_MS)
        return this.follow(id)
      }
    }

    show(one) {
      const words = this.wordsValue
      this.more.hidden = this.picture.hidden = true
      if (!one) return this.say(this.idTarget.value ? words.lost : words.none)
      this.more.href = one.page
      this.more.hidden = one.state !== 'ready'
      this.picture.hidden = !one.picture
      if (one.picture) this.picture.src = one.picture
      this.say({ coming: words.again, waiting: words.waiting, ready: words.ready, refused: one.says }[one.state], one)
    }

    say(words, one) {
      const said = one ? words.replace('{here}', megabytes(one.here)).replace('{size}', megabytes(one.size)) : words
      if (this.says.textContent !== said) this.says.textContent = said
    }

    async bring(file) {
      if (!file) return
      const told = new URLSearchParams({ shelf: this.shelf, kind: this.kindValue, name: file.name, size: file.size, stamp: file.lastModified })
      const begun = await this.ask('begin/', { method: 'POST', body: told })
      if (begun.no) return this.say(begun.no)
      this.chosen.append(element('option', { value: begun.id, textContent: file.name }))
      this.chosen.value = this.idTarget.value = begun.id
      this.idTarget.dispatchEvent(new Event('change', { bubbles: true }))
      if (begun.state === 'coming') await this.send(file, begun)
      this.follow(begun.id)
    }

    async send(file, begun) {
      let here = begun.here
      let tries = 0
      while (here < file.size && this.idTarget.value === begun.id && !this.gone) {
        this.say(tries ? this.wordsValue.broken : this.wordsValue.going, { here, size: file.size })
        try {
          const body = file.slice(here, here + begun.piece)
          const answer = await this.ask(`${begun.id}/piece/?at=${here}`, { method: 'PATCH', body })
          if (answer.here === undefined) return
          here = answer.here
          tries = 0
        } catch {
          await wait(PATIENCE_MS[Math.min(tries, PATIENCE_MS.length - 1)])
          tries += 1
          here = await this.ask(`${begun.id}/state/`).then((one) => one.here, () => here)
        }
      }
      if (here === file.size) await this.ask(`${begun.id}/came/`, { method: 'POST' })
    }

    /* Answers in JSON, a no among them. Throws where nobody answers, or not as the server does. */
    async ask(where, how = {}) {
      const token = document.querySelector('[name=csrfmiddlewaretoken]')?.value ?? ''
      const answer = await fetch(this.baseValue + where, { ...how, headers: { 'X-CSRFToken': token } })
      if (answer.redirected || (!answer.ok && ![409, 422].includes(answer.status))) throw new Error(answer.status)
      return answer.json()
    }
  }

  window.wagtail.app.register('tg-media', Media)
})()
