import { hex, sha256, utf8 } from '../basics/bytes'
import { carryDraft } from '../outbox/carry'
import type { Here, Session } from '../session'
import { Refusal } from '../sync/wire'

/** Another version of a draft, as another device has left it; `body` is null where it was sent or dropped there. */
export interface Theirs {
  rev: number
  body: unknown
  at: string
  /** It stands beside the one that both have; whichever is chosen, the server is to be told. */
  beside?: boolean
}

/** What is known of a draft's life on the server: the version both had last, and one that waits for the person to choose. */
interface Known {
  rev: number
  /** Of the body that both had; null for none. */
  mark: string | null
  theirs?: Theirs
}

interface OnTheServer {
  rev: number
  body: string | null
  at: string
  /** Another version, which a device handed in while its writer was not there. */
  beside?: string
}

type AllKnown = Record<string, Known>

export const FEED = 'sync.drafts'
const NOTE = 'drafts'
const NEVER: Known = { rev: 0, mark: null }

/**
 * Takes drafts to the server and from it, so that what was begun on one device goes on on another. Where two devices
 * have changed one draft, both versions stay until the person has chosen.
 */
export class Follow {
  private queue: Promise<unknown> = Promise.resolve()
  /** Names of the drafts that a screen has open: they never change under a hand. */
  readonly open = new Set<string>()

  constructor(private readonly session: Session) {}

  /** One round: what is new there, then what is new here. Raises Refusal or Unreachable. */
  now(): Promise<void> {
    return this.inTurn(async (here, known) => {
      await this.hearAll(here, known)
      for (const name of new Set([...here.drafts.keys(), ...Object.keys(known)])) await this.say(here, known, name)
    })
  }

  /** The other version of a draft, where there is one to choose. */
  async theirs(name: string): Promise<Theirs | null> {
    const { here } = this.session
    return ((here && (await here.vault.note<AllKnown>(NOTE))) ?? {})[name]?.theirs ?? null
  }

  /** The person has chosen; `taken` is the body that now stands here, where it is the other one. */
  choose(name: string, taken: unknown): Promise<void> {
    return this.inTurn(async (here, known) => {
      const theirs = known[name]?.theirs
      if (!theirs) return
      // A mark that no body has: what stands here is new to the server.
      const mark = taken === undefined || theirs.beside ? 'chosen' : await markOf(taken)
      await this.learn(here, known, name, { rev: theirs.rev, mark })
    })
  }

  private inTurn(work: (here: Here, known: AllKnown) => Promise<void>): Promise<void> {
    const turn = this.queue.then(async () => {
      const { here } = this.session
      if (here) await work(here, (await here.vault.note<AllKnown>(NOTE)) ?? {})
    })
    this.queue = turn.catch(() => undefined)
    return turn
  }

  private async hearAll(here: Here, known: AllKnown): Promise<void> {
    const names = new Map<string, string>()
    for (const name of [...here.drafts.keys(), ...Object.keys(known)]) names.set(await idOf(here, name), name)
    for (const { key, value } of await here.vault.rowsOf(FEED)) {
      const { rev, gone } = value as { rev: number; gone: boolean }
      const seen = known[names.get(key) ?? '']
      if (Math.max(seen?.rev ?? 0, seen?.theirs?.rev ?? 0) >= rev || (gone && !seen)) continue
      const answer = await this.session.wire.json<OnTheServer>('GET', `/sync/v1/drafts/${key}`, { token: here.token })
      const opened = answer.body === null ? null : (JSON.parse(answer.body) as { name: string; body: unknown })
      const name = opened?.name ?? names.get(key)
      if (name) await this.hear(here, known, name, { rev: answer.rev, body: opened?.body ?? null, at: answer.at })
      if (name && answer.beside) await this.hearBeside(here, known, name, answer)
    }
  }

  /** A version that travelled without its writer, beside the newest: they choose. */
  private async hearBeside(here: Here, known: AllKnown, name: string, { rev, at, beside }: OnTheServer): Promise<void> {
    const { body } = JSON.parse(beside!) as { body: unknown }
    if ((await markOf(here.drafts.get(name))) === (await markOf(body))) return
    await this.learn(here, known, name, { ...(known[name] ?? NEVER), theirs: { rev, body, at, beside: true } })
  }

  /** A copy for the server alone, of what it has not seen: it comes along even where its writer does not come back. */
  async carry(here: Here, name: string): Promise<void> {
    if (!here.vault.lasting) return
    const { rev, mark } = ((await here.vault.note<AllKnown>(NOTE)) ?? {})[name] ?? NEVER
    const body = here.drafts.get(name)
    const id = await idOf(here, name)
    if (body === undefined || (await markOf(body)) === mark) return this.session.carried.drop(id)
    await carryDraft(this.session.store, { id, person: here.vault.person, base_rev: rev, body: JSON.stringify({ name, body }) })
  }

  /** What another device has made of it. */
  private async hear(here: Here, known: AllKnown, name: string, theirs: Theirs): Promise<void> {
    const mine = await markOf(here.drafts.get(name))
    const before = known[name] ?? NEVER
    const agreed = { rev: theirs.rev, mark: mine }
    if (mine === (await markOf(theirs.body))) return this.learn(here, known, name, agreed)
    const untouched = mine === before.mark || mine === null
    if (untouched && !this.open.has(name)) return this.adopt(here, known, name, theirs)
    // Sent or dropped there, and changed or open here: what is here stays, as something new.
    if (theirs.body === null) return this.learn(here, known, name, untouched ? agreed : { rev: theirs.rev, mark: null })
    await this.learn(here, known, name, { ...before, theirs })
  }

  private async adopt(here: Here, known: AllKnown, name: string, { rev, body }: Theirs): Promise<void> {
    const kept = await this.withoutAbsentFiles(here, body)
    if (kept === null) {
      await here.vault.dropDraft(name)
      here.drafts.delete(name)
    } else {
      await here.vault.putDraft(name, kept)
      here.drafts.set(name, kept)
    }
    await this.learn(here, known, name, { rev, mark: await markOf(kept) })
  }

  /** What this device has made of it. */
  private async say(here: Here, known: AllKnown, name: string): Promise<void> {
    const { rev, mark, theirs } = known[name] ?? NEVER
    const body = here.drafts.get(name)
    const mine = await markOf(body)
    if (theirs || mine === mark) return
    const json = { base_rev: rev, body: body === undefined ? null : JSON.stringify({ name, body }) }
    const path = `/sync/v1/drafts/${await idOf(here, name)}`
    try {
      const answer = await this.session.wire.json<{ rev: number }>('PUT', path, { json, token: here.token })
      await this.learn(here, known, name, { rev: answer.rev, mark: mine })
      await this.carry(here, name)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // Too long, or too many: it stays here, where it is safe.
      if (error.status !== 412) return
      const there = error.body.theirs as OnTheServer
      const opened = there.body === null ? null : (JSON.parse(there.body) as { body: unknown }).body
      await this.hear(here, known, name, { rev: there.rev, body: opened, at: there.at })
    }
  }

  private async learn(here: Here, known: AllKnown, name: string, one: Known): Promise<void> {
    known[name] = one
    await here.vault.setNote(NOTE, known)
    this.session.changes.tell('drafts')
  }

  /** Photos and recordings of a draft stay on the device that made them: here they are asked for again. */
  async withoutAbsentFiles<T>(here: Here, body: T): Promise<T> {
    if (Array.isArray(body)) return (await Promise.all(body.map((one) => this.withoutAbsentFiles(here, one)))) as T
    if (typeof body !== 'object' || body === null) return body
    const file = fileIn(body)
    if (file && !(await this.session.files.forKeeper(file, here.vault).catch(() => null))) return null as T
    const entries = Object.entries(body).map(async ([name, one]) => [name, await this.withoutAbsentFiles(here, one)])
    return Object.fromEntries(await Promise.all(entries)) as T
  }
}

/** A saved file by its hash, or a record around one. */
function fileIn(value: object): string | null {
  const { h, t, file } = value as { h?: unknown; t?: unknown; file?: unknown }
  if (typeof h === 'string' && typeof t === 'string' && h.length === 64) return h
  return file && typeof file === 'object' ? fileIn(file) : null
}

/** The draft's name as others see it: the same on each device of the person, and saying nothing. */
async function idOf(here: Here, name: string): Promise<string> {
  const bytes = (await sha256(utf8(`${here.vault.person} ${name}`))).slice(0, 16)
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

async function markOf(body: unknown): Promise<string | null> {
  return body === undefined || body === null ? null : hex(await sha256(utf8(JSON.stringify(body))))
}
