/** A device and whoever uses it: what a person can do with it, and what they see. */
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import type * as App from './app'
import type { Chance } from './chance'
import { Disk, Killed, type Mischief } from './disk'
import type { Line } from './line'
import { Locks } from './locks'
import type { Kind, Model, Wish } from './model'
import { Tab } from './tab'

export interface Part {
  name: string
  kind: 'tablet' | 'phone'
  id: string
  pins: Record<string, string>
}

const PIN = '271828'
const MEDIA = { voice: 'audio/webm', photo: 'image/png' } as const
// What the app holds of a list at once.
const NEWEST = 1_000
const PATIENCE_MS = 5_000
// A draft that has not been kept by then stays unmarked: nobody was told that it was.
const SOON_MS = 60

export class Device {
  private readonly tabs: Tab[] = []
  tab: Tab | null = null
  locks = new Locks()
  readonly ahead = { ms: 0 }
  persisted = true
  /** The server's name for it. */
  id: string
  readonly ids: Set<string>
  readonly pins: Record<string, string>
  readonly kind: 'tablet' | 'phone'
  readonly name: string
  /** Whom staff have let in anew here after everything was mended. */
  readonly renewed = new Set<string>()
  /** Everybody who can has been there since then; and who could read what they sent. */
  visited = false
  readonly readers = new Set<string>()

  constructor(
    part: Part,
    public disk: Disk,
    readonly line: Line,
    private readonly chance: Chance,
    readonly model: Model
  ) {
    ;({ name: this.name, kind: this.kind, id: this.id } = part)
    this.pins = { ...part.pins }
    this.ids = new Set(part.id ? [part.id] : [])
  }

  // — the app opens and ends —

  /** The app runs; started where it does not. `mischief` may strike while it starts. */
  async open(mischief: Mischief = {}): Promise<Tab> {
    if (this.tab && !this.tab.dead) return this.tab
    const tab = this.newTab()
    this.tab = tab
    await tab.do((_, session) => session.start(), mischief)
    await this.rest()
    // Though another deed may have ended it meanwhile: whoever uses it then hears that.
    return tab
  }

  newTab(brokenLocks = false): Tab {
    const { disk, line, locks, chance, ahead, persisted } = this
    const tab = new Tab({ disk, line, locks, chance: chance.part('app'), ahead, persisted, brokenLocks })
    this.tabs.push(tab)
    return tab
  }

  /** Every tab of it: two deeds that open a second one at the same time leave one behind that nobody looks at. */
  killAll(): void {
    for (const tab of this.tabs.splice(0)) tab.kill()
    this.tab = null
  }

  kill(): void {
    this.tab?.kill()
    this.tab = null
  }

  cutPower(): void {
    this.kill()
    this.disk.cutPower()
  }

  // — who is there —

  get stage(): string {
    return this.tab && !this.tab.dead ? this.tab.session.facts.stage : 'off'
  }

  get here(): string | null {
    return (!this.tab?.dead && this.tab?.session.here?.vault.person) || null
  }

  /** That person stands unlocked before it. False where that cannot be now. */
  async be(person: string, mischief: Mischief = {}): Promise<boolean> {
    const tab = await this.open(mischief)
    if (this.here === person) return true
    await this.lock(mischief)
    if (this.stage === 'choose') await this.choose(mischief)
    if (this.here === person) return true
    await this.lock(mischief)
    const known = this.stage === 'locked' && tab.session.facts.people.some((one) => one.id === person)
    if (!known || !this.pins[person]) return false
    try {
      await tab.do((_, session) => session.unlock(person, this.pins[person]!), mischief)
    } catch (error) {
      if (this.isTrouble(error)) return false
      throw error
    }
    await this.rest()
    await this.read(person)
    return true
  }

  async lock(mischief: Mischief = {}): Promise<void> {
    const tab = await this.open()
    if (!this.here) return
    await tab.do((_, session) => session.lock(), mischief).catch((error: unknown) => {
      if (!this.isTrouble(error)) throw error
    })
    if (this.here) this.model.wrong.push('locking left somebody there')
  }

  async choose(mischief: Mischief = {}): Promise<void> {
    const tab = await this.open(mischief)
    const who = tab.session.facts.arriving?.id
    if (!who) return
    const value = String(this.chance.int(100000, 999999))
    // Whichever of the two it turns out to be: a crash may fall on either side.
    this.model.listIsGone(who, this.name)
    const before = this.pins[who]
    this.pins[who] = value
    try {
      await tab.do((_, session) => session.choose({ kind: 'pin', value }), mischief)
      // Nor what was saved while they chose.
      this.model.listIsGone(who, this.name)
      await this.rest()
    } catch (error) {
      if (!this.isNotSaved(error)) throw error
      if (before) this.pins[who] = before
    }
  }

  /** A code from staff is typed in. False where it did not work; then another is needed. */
  async enrol(person: string, code: string, mischief: Mischief = {}): Promise<boolean> {
    const tab = await this.open(mischief)
    await this.lock(mischief)
    try {
      await tab.do((_, session) => session.enrol(code), mischief)
    } catch (error) {
      if (this.isTrouble(error)) return false
      throw error
    } finally {
      this.learnId()
    }
    await this.rest()
    this.pins[person] ??= PIN
    if (this.stage === 'choose') await this.choose(mischief)
    return true
  }

  private learnId(): void {
    const id = this.tab?.session.facts.device?.id
    if (!id || this.tab?.dead) return
    this.id = id
    this.ids.add(id)
  }

  // — what they do —

  /** Somebody says something, once. What the app said of it is in the model. */
  async say(wish: Wish, mischief: Mischief = {}, content?: Uint8Array): Promise<void> {
    const tab = await this.open()
    const again = wish.denied
    wish.denied = false
    try {
      const act = await tab.do((app, session) => this.send(app, session, wish, content), mischief)
      Object.assign(wish, { unsure: false, shown: true })
      if (!wish.acts.includes(act)) wish.acts.push(act)
    } catch (error) {
      if (error instanceof SomebodyElse) return again ? void (wish.denied = true) : this.model.forget(wish)
      if (error instanceof Killed) wish.unsure = true
      if (!this.isNotSaved(error)) throw error
      wish.denied = true
    }
  }

  private async send(app: typeof App, session: App.Session, wish: Wish, content?: Uint8Array): Promise<string> {
    if (session.here?.vault.person !== wish.person) throw new SomebodyElse()
    const files: App.SavedFile[] = []
    if (content) files.push(await app.keepFile(new Blob([new Uint8Array(content)], { type: MEDIA[wish.kind as 'voice'] })))
    wish.files = files.map((file) => file.h)
    const { command, say } = order(wish.kind, wish.words, files[0]?.h)
    if (session.here?.vault.person !== wish.person) throw new SomebodyElse()
    return (await app.send(command, say, { files, about: wish.words })).act
  }

  /** A draft is written in; it counts as shown once the app says that it is kept. */
  async write(person: string, mischief: Mischief = {}): Promise<void> {
    const tab = await this.open()
    const key = `${this.name} ${person}`
    const known = this.model.drafts.get(key) ?? { shown: 0, tried: 0 }
    this.model.drafts.set(key, known)
    known.tried += 1
    await tab.do(async (app, session) => {
      if (session.here?.vault.person !== person) return
      const draft = app.useDraft('faults', 'one', { n: 0 })
      if (draft.body.n < known.shown) this.model.wrong.push(`a draft of ${key} went back from ${known.shown} to ${draft.body.n}`)
      draft.body.n = known.tried
      for (let i = 0; i < SOON_MS && !draft.savedAt.value; i += 1) await sleep(1)
      if (draft.savedAt.value && !tab.dead) known.shown = known.tried
    }, mischief)
  }

  async readDraft(person: string): Promise<void> {
    const known = this.model.drafts.get(`${this.name} ${person}`)
    if (!known || !this.tab || this.here !== person) return
    const n = await this.tab.do(async (app) => app.useDraft('faults', 'one', { n: 0 }).body.n)
    if (n < known.shown) this.model.wrong.push(`a draft of ${person} on ${this.name} was kept as ${known.shown} and is ${n}`)
  }

  async exchange(mischief: Mischief = {}): Promise<void> {
    const tab = await this.open()
    await tab.do((_, session) => session.exchange.now(), mischief)
    await this.rest()
  }

  /** The next timer of the app goes off. */
  async wait(mischief: Mischief = {}): Promise<void> {
    const tab = await this.open()
    tab.timers.strike()
    await tab.do(async (_, session) => session.exchange.settled(), mischief)
    await this.rest()
  }

  /** What the screen lists for whoever is here; nothing where the browser closes the database over it. */
  async read(person: string): Promise<void> {
    const { tab } = this
    if (!tab || tab.dead || this.here !== person) return
    const list = await tab.do((app, session) => this.listed(app, session, person)).catch((error: unknown) => {
      if (error instanceof DOMException) return null
      throw error
    })
    if (list) this.model.reads(list, person, this.name)
  }

  private async listed(app: typeof App, session: App.Session, person: string): Promise<App.ActView[]> {
    const acts = app.useActs()
    session.changes.tell('acts')
    const { vault } = session.here!
    const own = await session.waiting.own(vault)
    // Somebody who looks for what they wrote long ago goes back through the list.
    for (let held = NEWEST; held < own.length; held += NEWEST) app.olderActs()
    const answers = new Map((await vault.rowsOf('sync.receipts')).map(({ key, value }) => [key, (value as { outcome: string }).outcome]))
    // The list is there once it shows what the disk holds, and what came back on it.
    const shows = (id: string) => acts.value.some((act) => act.id === id && says(act.status, answers.get(id)))
    const behind = () => own.some(({ id }) => !shows(id))
    for (let i = 0; i < PATIENCE_MS && behind(); i += 1) await sleep(1)
    if (behind() && session.here?.vault.person === person) this.model.wrong.push(`the list on ${this.name} never showed what the disk holds`)
    return acts.value
  }

  /** Until nothing goes on in the app. */
  async rest(): Promise<void> {
    for (let i = 0; i < 3; i += 1) {
      await this.tab?.do((_, session) => session.exchange.settled())
      await turn()
    }
  }

  isNotSaved(error: unknown): boolean {
    return error instanceof Error && error.name === 'NotSaved'
  }

  /** It did not work, and the person was told so: by a sentence of ours, or by a screen that stays as it was. */
  isTrouble(error: unknown): boolean {
    return error instanceof DOMException || (error instanceof Error && (error.name === 'Trouble' || error.name === 'NotSaved'))
  }
}

/** Does a screen say what came back, if anything has? */
function says(status: string, answer: string | undefined): boolean {
  return answer === undefined || answer === status || (answer === 'duplicate' && status === 'accepted')
}

/** Another step has handed the device on meanwhile: whoever wanted to say something did not come to it. */
class SomebodyElse extends Error {}

function order(kind: Kind, words: string, file?: string): { command: string; say: object } {
  switch (kind) {
    case 'talk':
      return { command: 'talk.ask@1', say: { about: 'other', words, screen: 'home' } }
    case 'voice':
      return { command: 'talk.ask@1', say: { about: 'other', words, voice: file, screen: 'home' } }
    case 'photo':
      return { command: 'supervision.submit_checkin@1', say: checkin(words, file!) }
    case 'trip':
      return { command: 'faults.trip@1', say: { words } }
    case 'later':
      return { command: 'faults.later@1', say: { words } }
    case 'language':
      return { command: 'caseload.choose_language@1', say: { language: words.endsWith('0') ? 'cy' : 'en', easy_read: false } }
  }
}

function checkin(words: string, file: string): object {
  return {
    checkin: null,
    feeling: 'WELL',
    help: ['OTHER'],
    help_words: words,
    callback: false,
    details: {},
    answers: [],
    photo: { file, source: 'camera' },
    place: null,
    no_place: 'no_signal',
    signature: file,
    confirmed: true
  }
}
