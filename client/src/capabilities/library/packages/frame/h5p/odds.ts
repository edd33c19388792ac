/** The small things that packages expect of `H5P`. */
import $ from 'jquery'

/** A copy of something, as deep as it is. */
export function cloneObject<T extends object>(of: T, deep = false): T {
  if (deep) return structuredClone(of)
  return (Array.isArray(of) ? [...(of as unknown[])] : { ...of }) as T
}

export function shuffleArray<T>(all: T[]): T[] {
  for (let n = all.length - 1; n > 0; n--) {
    const other = Math.floor(Math.random() * (n + 1))
    ;[all[n], all[other]] = [all[other]!, all[n]!]
  }
  return all
}

export function createUUID(): string {
  return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => Math.floor(Math.random() * 16).toString(16))
}

export function createTitle(text: string, most = 60): string {
  const words = new DOMParser().parseFromString(text, 'text/html').body.textContent.trim()
  return words.length > most ? `${words.slice(0, most - 3)}...` : words
}

/** The words that a page around a package has of its own; those of what somebody does stand in the package. */
export const WORDS: Readonly<Record<string, string>> = { close: 'Close', confirmDialogHeader: 'Are you sure?', cancelLabel: 'No', confirmLabel: 'Yes' }

interface Asks {
  headerText?: string
  dialogText?: string
  cancelText?: string
  confirmText?: string
}

/** `H5P.ConfirmationDialog`: a question with two answers, in the browser's own dialogue, which knows the keyboard. */
export function confirmation(Dispatcher: (this: never) => void): unknown {
  return function ConfirmationDialog(this: Record<string, unknown> & { trigger: (what: string) => void }, asks: Asks = {}) {
    Dispatcher.call(this as never)
    const box = document.createElement('dialog')
    const line = (tag: string, text: string) => Object.assign(document.createElement(tag), { textContent: text })
    const answer = (text: string, what: string) => {
      const button = line('button', text)
      button.addEventListener('click', () => (box.close(), this.trigger(what)))
      return button
    }
    const { headerText = WORDS.confirmDialogHeader!, dialogText = '', cancelText = WORDS.cancelLabel!, confirmText = WORDS.confirmLabel! } = asks
    box.append(line('h2', headerText), line('p', dialogText), answer(cancelText, 'canceled'), answer(confirmText, 'confirmed'))
    box.addEventListener('cancel', () => this.trigger('canceled'))
    this.appendTo = (place: HTMLElement) => (place.append(box), this)
    this.show = () => (box.showModal(), this)
    this.hide = () => (box.close(), this)
    this.getElement = () => box
    this.setOffset = () => this
    this.setViewPortMinimumHeight = () => undefined
  }
}

/** `H5P.Dialog`: something more to read, over what is there. */
export function dialog(name: string, title: string, content: string): { open: () => void; close: () => void } {
  const box = document.createElement('dialog')
  box.className = `h5p-popup-dialog h5p-${name}-dialog`
  const close = Object.assign(document.createElement('button'), { textContent: WORDS.close })
  close.addEventListener('click', () => box.close())
  const words = document.createElement('div')
  words.innerHTML = content
  box.append(Object.assign(document.createElement('h2'), { textContent: title }), words, close)
  document.body.append(box)
  return { open: () => box.showModal(), close: () => box.close() }
}

/** `H5P.Tooltip`: what a button without words is called, for all who cannot see it as well. */
export function tooltip(element: HTMLElement, { text = '', ariaHidden = true }: { text?: string; ariaHidden?: boolean } = {}): void {
  const said = text || element.getAttribute('aria-label') || ''
  if (said) element.title = said
  if (!ariaHidden && said) element.setAttribute('aria-description', said)
}

/** Whoever makes no more of it than an object with these fields. */
export function plainly(this: Record<string, unknown>, fields: object): void {
  Object.assign(this, fields)
}

export const body = $(document.body)
