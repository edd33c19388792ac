import { argon2id } from 'hash-wasm'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { send, useActs } from '@/kernel/acts'
import { random } from '@/kernel/basics/bytes'
import { useDraft } from '@/kernel/drafts'
import { useMe } from '@/kernel/feeds'
import { type Trouble } from '@/kernel/session'
import { unwrapKey, wrapKey, WrongSecret, type Stretch } from '@/kernel/store/vaultKey'
import { Browser, everythingOnDisk } from './doubles/browser'
import { ALI, SAM } from './doubles/server'

let browser: Browser

beforeEach(async () => {
  browser = await Browser.new()
})

async function trouble(work: Promise<unknown>): Promise<Trouble> {
  return work.then(
    () => expect.fail('it let them in'),
    (error: unknown) => error as Trouble
  )
}

describe('enrolment', () => {
  test('by a code binds the device and leads to the choice of a PIN, also after the app was closed in between', async () => {
    const session = await browser.app()
    expect(session.facts.stage).toBe('new')
    await session.enrol('sam-sam 22')
    expect(session.facts).toMatchObject({ stage: 'choose', arriving: { known_as: 'Sam' }, pinMin: 6 })

    const again = await browser.app()
    expect(again.facts).toMatchObject({ stage: 'choose', arriving: { known_as: 'Sam' } })
    await again.choose({ kind: 'pin', value: '271828' })
    await again.exchange.settled()
    expect(again.facts).toMatchObject({ stage: 'open', me: { name: 'Samuel Reed' } })
    expect(browser.server.pins).toEqual([{ kind: 'pin', secret: '271828' }])
  })

  test('a PIN that the browser fails to keep, at whichever step, is said in our words, and can be chosen again', async () => {
    const session = await browser.app()
    await session.enrol('sam-sam 22')
    vi.spyOn(session.store.db, 'use').mockRejectedValueOnce(new DOMException('closed', 'AbortError'))
    expect(((await trouble(session.choose({ kind: 'pin', value: '271828' }))) as Error).name).toBe('NotSaved')
    await session.choose({ kind: 'pin', value: '271828' })
    expect(session.facts.stage).toBe('open')
  })

  test('with a code that nobody knows says so in the server’s words', async () => {
    const session = await browser.app()
    expect((await trouble(session.enrol('NOSUCH22'))).says).toBe('We do not know this code.')
    browser.server.before = () => {
      throw new TypeError('no network')
    }
    expect((await trouble(session.enrol('SAMSAM22'))).key).toBe('session.no_contact')
  })

  test('uses a key that cannot be taken out of the browser', async () => {
    const session = await browser.withSam()
    const { proof, wrap } = await session.store.keys()
    await expect(crypto.subtle.exportKey('jwk', proof.privateKey)).rejects.toThrow()
    await expect(crypto.subtle.exportKey('raw', wrap)).rejects.toThrow()
  })
})

describe('a wrong PIN', () => {
  test('costs growing waits, and after ten the vault is shut; what waits is still sent', async () => {
    const session = await browser.withSam()
    browser.server.before = () => {
      throw new TypeError('no network')
    }
    await send('talk.ask@1', { words: 'kept' }, { about: '' })
    await session.lock()
    for (const left of [9, 8]) expect((await trouble(session.unlock(SAM.id, '000000'))).values.count).toBe(left)
    const waits: number[] = []
    for (const left of [7, 6, 5, 4, 3, 2, 1]) {
      expect((await trouble(session.unlock(SAM.id, '000000'))).values.count).toBe(left)
      const wait = (await trouble(session.unlock(SAM.id, '271828'))).values.count as number
      waits.push(wait)
      browser.now += wait * 1000
    }
    expect(waits).toEqual([5, 15, 60, 300, 300, 300, 300])
    expect((await trouble(session.unlock(SAM.id, '000000'))).key).toBe('session.shut')
    expect((await trouble(session.unlock(SAM.id, '271828'))).key).toBe('session.shut')

    const again = await browser.app()
    expect((await trouble(again.unlock(SAM.id, '271828'))).key).toBe('session.shut')
    browser.server.before = () => undefined
    await again.exchange.now()
    expect(browser.server.acts.size).toBe(1)
  })

  test('is forgotten once the right one is given', async () => {
    const session = await browser.withSam()
    await session.lock()
    await trouble(session.unlock(SAM.id, '000000'))
    await session.unlock(SAM.id, '271828')
    expect((await session.store.person(SAM.id))!.wrong).toBe(0)
    expect(session.facts.stage).toBe('open')
  })

  test('a clock set back does not make the wait longer', async () => {
    const session = await browser.withSam()
    await session.lock()
    for (const _ of [1, 2, 3]) await trouble(session.unlock(SAM.id, '000000'))
    browser.now -= 365 * 24 * 3600 * 1000
    expect((await trouble(session.unlock(SAM.id, '271828'))).values.count).toBe(5)
  })

  test('is answered by a new code from staff: a new vault, and no act lost', async () => {
    const session = await browser.withSam()
    browser.server.before = (path) => {
      if (path.endsWith('/push')) throw new TypeError('no network')
      return undefined
    }
    await send('talk.ask@1', { words: 'kept' }, { about: '' })
    await session.lock()
    browser.server.codes.set('RESETS22', SAM)
    await session.enrol('RESETS22')
    await session.choose({ kind: 'pictures', value: 'bus-cat-fish-key' })
    browser.server.before = () => undefined
    await session.exchange.now()
    expect(browser.server.acts.size).toBe(1)
    expect(session.facts.people).toEqual([{ id: SAM.id, known_as: 'Sam', kind: 'pictures' }])
  })
})

describe('a changed PIN', () => {
  test('needs the old one; then only the new one opens, and the server is told', async () => {
    const session = await browser.withSam()
    await send('talk.ask@1', { words: 'kept' }, { about: '' })
    const wrong = await trouble(session.change('000000', { kind: 'pin', value: '161803' }))
    expect(wrong.key).toBe('session.wrong.pin')
    await session.change('271828', { kind: 'pictures', value: 'bus-cat-fish-key' })
    await session.exchange.settled()
    expect(browser.server.pins.at(-1)).toEqual({ kind: 'pictures', secret: 'bus-cat-fish-key' })
    await session.lock()
    expect(session.facts.people).toEqual([{ id: SAM.id, known_as: 'Sam', kind: 'pictures' }])
    expect((await trouble(session.unlock(SAM.id, '271828'))).key).toBe('session.wrong.pictures')
    await session.unlock(SAM.id, 'bus-cat-fish-key')
    expect((await session.waiting.own(session.here!.vault)).length).toBe(1)
  })
})

describe('several people on one tablet', () => {
  test('each open only their own', async () => {
    const session = await browser.withSam()
    const acts = useActs()
    const me = useMe()
    await send('talk.ask@1', { words: 'from Sam' }, { about: '' })
    await expect.poll(() => acts.value.length).toBe(1)
    await session.lock()
    expect([acts.value.length, me.value]).toEqual([0, null])
    await session.enrol('ALIALI22')
    await session.choose({ kind: 'pin', value: '314159' })
    expect(me.value?.known_as).toBe('Ali')
    await expect.poll(() => acts.value.length).toBe(0)
    await session.lock()
    expect((await trouble(session.unlock(SAM.id, '314159'))).key).toBe('session.wrong.pin')
    await session.unlock(SAM.id, '271828')
    await expect.poll(() => acts.value.length).toBe(1)
    expect(ALI.id).not.toBe(SAM.id)
  })
})

describe('at rest', () => {
  test('nothing that someone wrote, read or is called beyond the name on the lock screen stands in clear', async () => {
    const session = await browser.withSam()
    browser.server.put(`person/${SAM.id}`, 'talk.requests', 'the-row-key', { words: 'the words of a row' })
    browser.server.scopeV += 1
    await session.exchange.now()
    browser.server.backedUpTo = 0
    await send('talk.ask@1', { words: 'the words of an act' }, { about: 'the thing' })
    const draft = useDraft('talk', 'new', { words: '' })
    draft.body.words = 'the words of a draft'
    await session.lock()
    const disk = await everythingOnDisk()
    expect(disk).toContain('Sam')
    for (const secret of ['words', 'the thing', 'talk.', 'the-row-key', 'token-Sam', 'Samuel Reed', '271828', 'A1234BC']) {
      expect(disk).not.toContain(secret)
    }
  })

  test('a record moved to another’s place does not open', async () => {
    const session = await browser.withSam()
    const { vault } = session.here!
    const [one, two] = [await vault.seal('one', { a: 1 }), await vault.seal('two', { a: 2 })]
    expect(await vault.unseal('one', one)).toEqual({ a: 1 })
    await expect(vault.unseal('one', two)).rejects.toThrow()
  })

  test('the data key opens by the right secret on the right device, and by nothing else', async () => {
    const stretch: Stretch = (password, salt, { m, t, p }) =>
      argon2id({ password, salt, memorySize: m, iterations: t, parallelism: p, hashLength: 32, outputType: 'binary' }) as ReturnType<Stretch>
    const aes = () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    const [device, other, dataKey] = [await aes(), await aes(), random(32)]
    const wrapped = await wrapKey(dataKey, SAM.id, { kind: 'pin', value: '271828' }, device, stretch)
    expect(wrapped.cost).toEqual({ m: 19 * 1024, t: 2, p: 1 })
    expect(await unwrapKey(wrapped, SAM.id, '271828', device, stretch)).toEqual(dataKey)
    await expect(unwrapKey(wrapped, SAM.id, '271829', device, stretch)).rejects.toThrow(WrongSecret)
    await expect(unwrapKey(wrapped, ALI.id, '271828', device, stretch)).rejects.toThrow()
    await expect(unwrapKey(wrapped, SAM.id, '271828', other, stretch)).rejects.toThrow()
  })
})

describe('a draft', () => {
  test('is saved at every change and found again after a restart', async () => {
    const session = await browser.withSam()
    const draft = useDraft('checkin', 'c1', { feeling: '', details: { phone: '' } })
    expect(draft.savedAt.value).toBeNull()
    draft.body.feeling = 'OK'
    draft.body.details.phone = '07700 900123'
    await expect.poll(() => draft.savedAt.value).not.toBeNull()
    void session

    const again = await browser.app()
    await again.unlock(SAM.id, '271828')
    const found = useDraft('checkin', 'c1', { feeling: '', details: { phone: '' } })
    expect(found.body).toEqual({ feeling: 'OK', details: { phone: '07700 900123' } })
    expect(useDraft('checkin', 'c2', { feeling: '' }).body.feeling).toBe('')
    await found.drop()
    await nextTick()
    expect((await again.here!.vault.drafts()).size).toBe(0)
  })

  test('is on the disk before the vault closes', async () => {
    const session = await browser.withSam()
    const draft = useDraft('talk', 'new', { words: '' })
    draft.body.words = 'half a sentence'
    await session.lock()
    await session.unlock(SAM.id, '271828')
    expect(useDraft('talk', 'new', { words: '' }).body.words).toBe('half a sentence')
  })
})

describe('a kiosk', () => {
  beforeEach(() => {
    browser.server.device = { ...browser.server.device, kind: 'kiosk' }
  })

  test('asks the server who someone is, and leaves nothing readable behind', async () => {
    const session = await browser.app()
    await session.enrol('KIOSK222')
    expect(session.facts.stage).toBe('locked')
    expect((await trouble(session.signIn('A1234BC', { kind: 'pin', value: '111111' }))).values.count).toBe(4)
    await session.signIn('a1234bc', { kind: 'pin', value: '271828' })
    browser.server.put(`person/${SAM.id}`, 'talk.requests', 'r1', { words: 'the words of a row' })
    browser.server.scopeV += 1
    await session.exchange.now()
    browser.server.before = (path) => {
      if (path.endsWith('/push')) throw new TypeError('no network')
      return undefined
    }
    await send('talk.ask@1', { words: 'the words of an act' }, { about: 'the thing' })
    await session.exchange.settled()
    await session.lock()

    const disk = await everythingOnDisk()
    for (const secret of ['words', 'the thing', 'talk.', 'token-Sam', 'Sam', '271828']) expect(disk).not.toContain(secret)
    expect((await indexedDB.databases()).map((db) => db.name)).toEqual(['throughgate'])
    expect((await session.waiting.after(0, 10)).map(({ n, view }) => [n, view])).toEqual([[1, undefined]])
    browser.server.before = () => undefined
    await session.exchange.now()
    expect(browser.server.acts.size).toBe(1)
    expect(await session.waiting.count()).toEqual({ acts: 0 })
  })

  test('takes a code with which someone chooses a PIN, and keeps nothing of them', async () => {
    const session = await browser.app()
    await session.enrol('KIOSK222')
    await session.enrol('SAMSAM22')
    expect(session.facts).toMatchObject({ stage: 'choose', arriving: { known_as: 'Sam' } })
    const nothingOfSam = async () => {
      const disk = await everythingOnDisk()
      for (const secret of ['token-Sam', 'Sam', '161803', SAM.id]) expect(disk).not.toContain(secret)
      expect((await indexedDB.databases()).map((db) => db.name)).toEqual(['throughgate'])
      expect([await session.store.people(), await session.store.setting('arrival')]).toEqual([[], undefined])
    }
    await nothingOfSam()
    browser.server.before = (path) => {
      if (path.endsWith('/pin')) throw new TypeError('no network')
      return undefined
    }
    expect((await trouble(session.choose({ kind: 'pin', value: '161803' }))).key).toBe('session.no_contact')
    expect(session.facts.stage).toBe('choose')
    browser.server.before = () => undefined
    await session.choose({ kind: 'pin', value: '161803' })
    expect(browser.server.pins).toEqual([{ kind: 'pin', secret: '161803' }])
    expect(session.facts).toMatchObject({ stage: 'open', me: { known_as: 'Sam' }, people: [], arriving: null })
    await session.exchange.settled()
    await nothingOfSam()
    await session.lock()
    await nothingOfSam()
  })

  test('forgets who walked away before choosing, and ends their session', async () => {
    const session = await browser.app()
    await session.enrol('KIOSK222')
    await session.enrol('SAMSAM22')
    await session.giveUp()
    expect(session.facts).toMatchObject({ stage: 'locked', arriving: null })
    expect(browser.server.seen.at(-1)).toMatchObject({ method: 'DELETE', path: '/sync/v1/sessions' })
    expect((await browser.app()).facts.stage).toBe('locked')
  })

  test('tidies at the next start what a power cut left', async () => {
    const session = await browser.app()
    await session.enrol('KIOSK222')
    await session.signIn('A1234BC', { kind: 'pin', value: '271828' })
    browser.server.backedUpTo = 0
    await send('talk.ask@1', { words: 'kept' }, { about: '' })
    const again = await browser.app()
    expect((await again.waiting.after(0, 10)).map(({ view }) => view)).toEqual([undefined])
  })
})
