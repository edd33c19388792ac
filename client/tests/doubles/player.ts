/** A double of a page's service worker, and of a player that asks it: the worker's own answer, and the page's own listener. */
import { vi } from 'vitest'
import { answerHeld } from '@/kernel/held/answer'

export class PlayerDouble {
  private readonly container = new EventTarget()

  /** Call it before the app opens its first file. */
  constructor() {
    vi.stubGlobal('navigator', { serviceWorker: this.container })
  }

  /** What the worker answers to a player on the page; `page: false`: to an address bar. */
  async get(address: string, range?: string, { page = true } = {}): Promise<Response> {
    const request = new Request(`https://tg.test${address}`, range ? { headers: { Range: range } } : {})
    return answerHeld(request, page ? { postMessage: this.post } : undefined)
  }

  private readonly post = (data: unknown, ports: unknown): void => {
    this.container.dispatchEvent(new MessageEvent('message', { data, ports: ports as MessagePort[] }))
  }
}
