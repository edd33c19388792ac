import { describe, expect, it } from 'vitest'
import { answerRun } from './answer'
import type { RunPage } from './asks'

const URL = 'https://app.example/apps/run/ticket-1'
const page: RunPage = { html: '<!doctype html><p>Brakes</p>', scripts: ['abc='], wasm: false }

/** An open page of ours that knows one ticket. */
function knows(ticket: string, found: RunPage): Pick<Client, 'postMessage'> {
  return {
    postMessage: ((ask: { ticket: string }, [port]: MessagePort[]) =>
      port!.postMessage(ask.ticket === ticket ? found : null)) as Client['postMessage']
  }
}

describe('the page of an app', () => {
  it('comes from the page that knows the ticket, in its sandbox', async () => {
    const answer = await answerRun(URL, [knows('other', page), knows('ticket-1', page)])
    const policy = answer.headers.get('Content-Security-Policy')!
    expect(await answer.text()).toBe(page.html)
    expect(policy).toContain('sandbox allow-scripts;')
    expect(policy).toContain("script-src 'sha256-abc=';")
    expect(policy).toContain("connect-src 'none'")
    expect(policy.replace("style-src 'unsafe-inline'", '')).not.toContain('unsafe')
  })

  it('may run WebAssembly only where that was signed', async () => {
    const answer = await answerRun(URL, [knows('ticket-1', { ...page, wasm: true })])
    expect(answer.headers.get('Content-Security-Policy')).toContain("'wasm-unsafe-eval'")
  })

  it('is not there where nobody knows the ticket, and is in a sandbox all the same', async () => {
    const answer = await answerRun(URL, [])
    expect(answer.status).toBe(404)
    expect(answer.headers.get('Content-Security-Policy')).toContain("script-src 'none'")
  })
})
