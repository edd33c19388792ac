/** FRONT ROOM: what someone has begun, kept at every change, found again after a restart and on their other devices. */
import { getCurrentScope, onScopeDispose, reactive, ref, shallowRef, watch, type Ref } from 'vue'
import { running, type Here, type Session } from '../session'
import { live, once } from '../session/live'
import { Follow, type Theirs } from './follow'

export { default as TwoDrafts } from './TwoDrafts.vue'
export type { Theirs } from './follow'

export interface Draft<T> {
  body: T
  /** When the body as it stands was last written to the disk; null while it was not. */
  savedAt: Ref<Date | null>
  /** Another version, made on another device, that waits for the person to choose. */
  theirs: Ref<Theirs | null>
  choose: (which: 'mine' | 'theirs') => Promise<void>
  drop: () => Promise<void>
}

/** A draft as it stands, for lists of what was begun. */
export interface Begun<T> {
  pinnedTo: string
  body: T
}

const follows = new WeakMap<Session, Follow>()

/** From now on the drafts of whoever is here go along with each exchange. */
export function followDrafts(session: Session): Follow {
  const follow = followOf(session)
  session.afterGood.add(() => follow.now())
  return follow
}

function followOf(session: Session): Follow {
  const follow = follows.get(session) ?? new Follow(session)
  follows.set(session, follow)
  return follow
}

const begun = once<Ref<Begun<unknown>[]>>()

/** All drafts of that name of whoever is here. */
export function useDrafts<T>(name: string): Ref<Begun<T>[]> {
  const read = async ({ drafts }: Here): Promise<Begun<unknown>[]> => {
    const own = [...drafts].filter(([id]) => id.startsWith(`${name}:`))
    return own.map(([id, body]) => ({ pinnedTo: id.slice(name.length + 1), body }))
  }
  return begun(name, () => live(['begun', 'drafts'], [], read)) as Ref<Begun<T>[]>
}

/**
 * A draft by name, pinned to the thing or version that it fills in; `empty` is what it begins as.
 * The body is reactive and saved at every change, and once more before the vault closes.
 */
export function useDraft<T extends object>(name: string, pinnedTo: string, empty: T): Draft<T> {
  const session = running()
  const { here } = session
  if (!here) throw new Error('a draft needs someone who is here')
  const id = `${name}:${pinnedTo}`
  const kept = here.drafts.get(id) as T | undefined
  const body = reactive(structuredClone({ ...empty, ...kept })) as T
  const savedAt = ref<Date | null>(kept ? session.world.clock.now() : null)
  const desk = new DraftDesk(
    here,
    id,
    () => JSON.stringify(body),
    () => (savedAt.value = session.world.clock.now()),
    () => (session.changes.tell('begun'), followOf(session).carry(here, id))
  )
  const stop = watch(
    body,
    () => {
      savedAt.value = null
      // savedAt stays null, which is what the screen shows of it.
      desk.save().catch((error: unknown) => console.error(error))
    },
    { deep: true, flush: 'sync' }
  )
  const flush = () => desk.settle()
  session.beforeLock.add(flush)
  const other = otherVersion(session, id, body, empty)
  const end = () => (stop(), other.end(), void flush().finally(() => session.beforeLock.delete(flush)))
  if (getCurrentScope()) onScopeDispose(end)
  const drop = () => (stop(), other.end(), session.beforeLock.delete(flush), desk.drop())
  return { body, savedAt, theirs: other.theirs, choose: other.choose, drop }
}

/** What another device has made of an open draft, and the choice between the two. */
function otherVersion<T extends object>(session: Session, id: string, body: T, empty: T) {
  const follow = followOf(session)
  const theirs = shallowRef<Theirs | null>(null)
  const look = () => void follow.theirs(id).then((found) => (theirs.value = found))
  const forget = session.changes.on('drafts', look)
  follow.open.add(id)
  look()
  async function choose(which: 'mine' | 'theirs'): Promise<void> {
    const { here } = session
    const taken = which === 'theirs' && here ? await follow.withoutAbsentFiles(here, theirs.value?.body) : undefined
    if (taken) {
      const whole = { ...structuredClone(empty), ...(taken as T) }
      Object.assign(body, whole)
      await follow.choose(id, whole)
    } else await follow.choose(id, undefined)
    void session.exchange.now()
  }
  const end = () => (forget(), void follow.open.delete(id))
  return { theirs, choose, end }
}

/** Writes the newest body, one write at a time. */
class DraftDesk {
  private writing: Promise<void> | null = null
  private behind = false

  constructor(
    private readonly here: Here,
    private readonly id: string,
    private readonly read: () => string,
    private readonly saved: () => void,
    /** Tells the lists of what was begun, and keeps the copy that travels without its writer in step. */
    private readonly follow: () => Promise<void>
  ) {}

  save(): Promise<void> {
    this.behind = true
    this.writing ??= this.write().finally(() => (this.writing = null))
    return this.writing
  }

  async settle(): Promise<void> {
    await this.writing
  }

  async drop(): Promise<void> {
    this.behind = false
    await this.writing?.catch(() => undefined)
    this.here.drafts.delete(this.id)
    await this.here.vault.dropDraft(this.id)
    await this.follow()
  }

  private async write(): Promise<void> {
    while (this.behind) {
      // One keystroke is many changes; the turn of the loop gathers them.
      await Promise.resolve()
      this.behind = false
      const body = JSON.parse(this.read()) as unknown
      await this.here.vault.putDraft(this.id, body)
      this.here.drafts.set(this.id, body)
      await this.follow()
    }
    this.saved()
  }
}
