import { beforeEach, describe, expect, test } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { followDrafts, useDraft, type Draft } from '@/kernel/drafts'
import type { Follow } from '@/kernel/drafts/follow'
import type { Session } from '@/kernel/session'
import { Browser, everythingOnDisk } from './doubles/browser'
import { SAM } from './doubles/server'

interface Ask {
  words: string
  voice: { h: string; n: number; t: string } | null
}

const EMPTY: Ask = { words: '', voice: null }
const NAME = 'talk.ask:new'
let browser: Browser
let session: Session
let follow: Follow

beforeEach(async () => {
  await newDevice()
  await exchanged()
})

async function newDevice(): Promise<void> {
  browser = await Browser.new()
  browser.server.put(`person/${SAM.id}`, 'people.me', SAM.id, SAM)
  session = await browser.withSam()
  follow = followDrafts(session)
}

/** An exchange, and the drafts that go along with it. */
async function exchanged(): Promise<void> {
  await session.exchange.now()
  await session.exchange.settled()
  await follow.now()
}

/** Works on the open draft, then leaves the screen. */
async function onScreen(work: (draft: Draft<Ask>) => unknown): Promise<void> {
  const scope = effectScope()
  const draft = scope.run(() => useDraft('talk.ask', 'new', EMPTY))!
  await settled()
  await work(draft)
  await settled()
  scope.stop()
  await settled()
}

async function settled(): Promise<void> {
  await nextTick()
  await new Promise((done) => setTimeout(done, 20))
}

const write = (words: string) => onScreen((draft) => void (draft.body.words = words))
const words = () => (session.here!.drafts.get(NAME) as Ask | undefined)?.words
const there = () => [...browser.server.drafts.values()][0]
const id = () => [...browser.server.drafts.keys()][0]!

/** Another device of Sam's leaves this version on the server. */
function elsewhere(body: Ask | null): void {
  browser.server.writeDraft(id(), body && JSON.stringify({ name: NAME, body }))
}

describe('a draft', () => {
  test('goes to the server with the next exchange, once for each change', async () => {
    await write('I would like')
    await exchanged()
    expect(JSON.parse(there()!.body!)).toEqual({ name: NAME, body: { words: 'I would like', voice: null } })
    await exchanged()
    expect(there()!.rev).toBe(1)
    await write('I would like to talk')
    await exchanged()
    expect(there()!.rev).toBe(2)
  })

  test('that another device has gone on with is here with its words', async () => {
    await write('I would like')
    await exchanged()
    elsewhere({ ...EMPTY, words: 'I would like to move' })
    await exchanged()
    expect(words()).toBe('I would like to move')
    await exchanged()
    expect(there()!.rev).toBe(2)
  })

  test('that was begun elsewhere is found by a device that has never seen it', async () => {
    await write('I would like')
    await exchanged()
    const kept = there()!.body
    const key = id()
    await newDevice()
    browser.server.writeDraft(key, kept)
    await exchanged()
    expect(words()).toBe('I would like')
  })

  test('that was sent elsewhere leaves this device, unless it has changed here', async () => {
    await write('I would like')
    await exchanged()
    elsewhere(null)
    await exchanged()
    expect(words()).toBeUndefined()
  })

  test('that was sent here is gone for the others', async () => {
    await write('I would like')
    await exchanged()
    await onScreen((draft) => draft.drop())
    await exchanged()
    expect(there()!.body).toBeNull()
    await write('Another thing')
    await exchanged()
    expect(JSON.parse(there()!.body!).body.words).toBe('Another thing')
  })

  test('stays here with everything in it while there is no network', async () => {
    browser.server.before = () => {
      throw new TypeError('no network')
    }
    await write('I would like')
    await expect(follow.now()).rejects.toThrow()
    expect(words()).toBe('I would like')
    browser.server.before = () => undefined
    await exchanged()
    expect(there()!.rev).toBe(1)
  })

  test('whose answer is lost is not taken for another one’s', async () => {
    await write('I would like')
    browser.server.after = (path) => {
      if (path.includes('drafts')) throw new TypeError('lost')
    }
    await expect(exchanged()).rejects.toThrow()
    browser.server.after = () => undefined
    await exchanged()
    expect(await follow.theirs(NAME)).toBeNull()
    expect(there()!.rev).toBe(1)
  })

  test('loses a photo that stands on another device only, and keeps the words', async () => {
    await write('I would like')
    await exchanged()
    elsewhere({ words: 'With a voice', voice: { h: 'a'.repeat(64), n: 3, t: 'audio/webm' } })
    await exchanged()
    expect(session.here!.drafts.get(NAME)).toEqual({ words: 'With a voice', voice: null })
    await exchanged()
    expect(there()!.rev).toBe(2)
  })
})

describe('two versions', () => {
  async function inConflict(): Promise<void> {
    await write('One')
    await exchanged()
    elsewhere({ ...EMPTY, words: 'Theirs' })
    await write('Mine')
    await exchanged()
  }

  test('are both kept until the person has chosen', async () => {
    await inConflict()
    expect(words()).toBe('Mine')
    expect(JSON.parse(there()!.body!).body.words).toBe('Theirs')
    expect((await follow.theirs(NAME))!.body).toEqual({ words: 'Theirs', voice: null })
    await exchanged()
    expect(words()).toBe('Mine')
    expect(JSON.parse(there()!.body!).body.words).toBe('Theirs')
  })

  test('become the one here', async () => {
    await inConflict()
    await onScreen((draft) => draft.choose('mine'))
    await exchanged()
    expect(words()).toBe('Mine')
    expect(JSON.parse(there()!.body!).body.words).toBe('Mine')
    expect(await follow.theirs(NAME)).toBeNull()
  })

  test('become the other one, on the open screen too', async () => {
    await inConflict()
    await onScreen(async (draft) => {
      await draft.choose('theirs')
      expect(draft.body.words).toBe('Theirs')
    })
    await exchanged()
    expect(words()).toBe('Theirs')
    expect(there()!.rev).toBe(2)
    expect(await follow.theirs(NAME)).toBeNull()
  })

  test('are offered where the draft is open, which never changes under a hand', async () => {
    await write('One')
    await exchanged()
    await onScreen(async (draft) => {
      elsewhere({ ...EMPTY, words: 'Theirs' })
      await exchanged()
      await settled()
      expect(draft.body.words).toBe('One')
      expect((draft.theirs.value!.body as Ask).words).toBe('Theirs')
    })
  })
})

describe('a draft whose writer is not there', () => {
  const noNetwork = () => {
    throw new TypeError('no network')
  }
  const atLast = () => JSON.parse(there()!.body!) as { body: Ask }

  test('comes along from the locked device, and its vault goes only then', async () => {
    browser.server.before = noNetwork
    await write('Begun in the cell')
    await session.lock()
    await session.exchange.settled()
    browser.server.gone = [{ person: SAM.id, why: 'Sam does not use this device any more.' }]
    expect((await session.exchange.aboard())[0]).toMatchObject({ person: SAM.id, drafts: 1 })
    expect(session.facts.people.length).toBe(1)
    browser.server.before = () => undefined
    await session.exchange.now()
    await session.exchange.settled()
    expect(atLast().body.words).toBe('Begun in the cell')
    expect(session.facts.people).toEqual([])
    expect(await everythingOnDisk()).not.toContain('carried/')
  })

  test('stands sealed on the disk, and as one version, however often it changed', async () => {
    browser.server.before = noNetwork
    await write('My secret')
    await write('My secret is longer')
    const disk = await everythingOnDisk()
    expect(disk).not.toContain('My secret')
    expect((await session.carried.but(undefined)).length).toBe(1)
  })

  test('is the server’s already when it went with an exchange, or was dropped', async () => {
    await write('Known there')
    expect((await session.carried.but(undefined)).length).toBe(1)
    await exchanged()
    expect(await session.carried.but(undefined)).toEqual([])
    browser.server.before = noNetwork
    await write('Known there, and more')
    await onScreen((draft) => draft.drop())
    expect(await session.carried.but(undefined)).toEqual([])
  })

  test('stands beside a version that another device has made since, and its writer chooses', async () => {
    await write('Both have this')
    await exchanged()
    browser.server.bringBeside(id(), JSON.stringify({ name: NAME, body: { ...EMPTY, words: 'From the old tablet' } }))
    await exchanged()
    expect(words()).toBe('Both have this')
    await onScreen(async (draft) => {
      expect((draft.theirs.value?.body as Ask).words).toBe('From the old tablet')
      await draft.choose('theirs')
    })
    await exchanged()
    expect(words()).toBe('From the old tablet')
    expect(atLast().body.words).toBe('From the old tablet')
    expect(there()!.beside).toBeUndefined()
  })
})
