import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MOVE } from '@/capabilities/leisure/games'

const ME = 'mother'
let sent: { id: string }[][]
let network: 'good' | 'none' | 'lost' | 'out'
let refuses = ''

/** The families' listener, by fetch: it carries an id out once, however often it comes. */
function server(path: string, asked: RequestInit = {}): Promise<unknown> {
  if (network === 'none') return Promise.reject(new TypeError('no network'))
  if (network === 'out') return Promise.resolve({ ok: true, redirected: true })
  const acts = path === 'say/' ? (JSON.parse(String(asked.body)).acts as { id: string }[]) : []
  if (acts.length) sent.push(acts)
  if (network === 'lost' && acts.length) return Promise.reject(new TypeError('the answer was lost'))
  const results = acts.map(({ id }) => ({ id, r: refuses ? 'refused' : 'accepted', says: refuses }))
  return Promise.resolve({ ok: true, redirected: false, json: () => Promise.resolve({ me: ME, token: 't', tables: [], results }) })
}

async function phone() {
  vi.resetModules()
  const own = await import('./exchange')
  await own.begin()
  return own
}

beforeEach(() => {
  ;[sent, network, refuses] = [[], 'good', '']
  vi.stubGlobal('fetch', server)
  vi.stubGlobal('document', { hidden: false, addEventListener: () => undefined, createElement: () => ({}) })
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('setInterval', () => 0)
  indexedDB = new IDBFactory()
})
afterEach(() => vi.unstubAllGlobals())

const move = (ply: number) => ({ game: 'g1', ply, uci: 'e2e4' })

test('what is moved with no network waits on the phone, and goes out once there is one', async () => {
  const own = await phone()
  network = 'none'
  await own.act(MOVE, move(1))
  await own.exchange()
  expect([own.contact.value, own.acts.value.length]).toEqual(['none', 1])
  network = 'good'
  const later = await phone()
  expect(sent.map((acts) => acts.length)).toEqual([1])
  expect([later.contact.value, later.acts.value]).toEqual(['good', []])
})

test('an answer that is lost is asked for again by the same id', async () => {
  const own = await phone()
  network = 'lost'
  await own.act(MOVE, move(1))
  await own.exchange()
  network = 'good'
  await own.exchange()
  await vi.waitFor(() => expect(own.acts.value).toEqual([]))
  expect(sent.flat().length).toBeGreaterThan(1)
  expect(new Set(sent.flat().map(({ id }) => id)).size).toBe(1)
})

test('what is refused stays with its reason until the next step in that game', async () => {
  const own = await phone()
  refuses = 'Too late.'
  await own.act(MOVE, move(1))
  await own.exchange()
  expect(own.acts.value).toMatchObject([{ status: 'refused', says: 'Too late.' }])
  refuses = ''
  await own.act(MOVE, move(2))
  await own.exchange()
  expect(own.acts.value).toEqual([])
})

test('whoever is signed out keeps what waits', async () => {
  const own = await phone()
  network = 'out'
  await own.act(MOVE, move(1))
  await own.exchange()
  expect([own.contact.value, own.acts.value.length]).toEqual(['out', 1])
})
