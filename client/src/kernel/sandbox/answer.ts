/** The service worker's part: the page of a partner's app, under a policy of its own, out of what an open page of ours prepared. */
import { RUN, type RunAsk, type RunPage } from './asks'
import { headersFor, PATH } from './policy'

type Page = Pick<Client, 'postMessage'>

// A page that does not answer is gone, or frozen.
const PATIENCE_MS = 3_000

/** 404 where no page of ours knows the ticket: it opens once, so that an app cannot come again by itself. Sandboxed all the same. */
export async function answerRun(url: string, pages: readonly Page[]): Promise<Response> {
  const ticket = new URL(url).pathname.slice(PATH.length)
  for (const page of pages) {
    const found = await ask(page, ticket)
    if (found) return new Response(found.html, { headers: headersFor(found.scripts, found) })
  }
  return new Response('', { status: 404, headers: headersFor([], { wasm: false }) })
}

function ask(page: Page, ticket: string): Promise<RunPage | null> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const settle = (said: unknown) => {
      clearTimeout(timer)
      port1.close()
      resolve(said as RunPage | null)
    }
    const timer = setTimeout(() => settle(null), PATIENCE_MS)
    port1.onmessage = ({ data }) => settle(data)
    page.postMessage({ type: RUN, ticket } satisfies RunAsk, [port2])
  })
}
