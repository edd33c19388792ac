/** FRONT ROOM: what someone has begun, kept at every change and found again after a restart. */
import { getCurrentScope, onScopeDispose, reactive, ref, watch, type Ref } from 'vue'
import { running } from '../session'
import type { Here } from '../session'

export interface Draft<T> {
  body: T
  /** When the body as it stands was last written to the disk; null while it was not. */
  savedAt: Ref<Date | null>
  drop: () => Promise<void>
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
    () => (savedAt.value = session.world.clock.now())
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
  const end = () => (stop(), void flush().finally(() => session.beforeLock.delete(flush)))
  if (getCurrentScope()) onScopeDispose(end)
  return { body, savedAt, drop: () => (stop(), session.beforeLock.delete(flush), desk.drop()) }
}

/** Writes the newest body, one write at a time. */
class DraftDesk {
  private writing: Promise<void> | null = null
  private behind = false

  constructor(
    private readonly here: Here,
    private readonly id: string,
    private readonly read: () => string,
    private readonly saved: () => void
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
  }

  private async write(): Promise<void> {
    while (this.behind) {
      // One keystroke is many changes; the turn of the loop gathers them.
      await Promise.resolve()
      this.behind = false
      const body = JSON.parse(this.read()) as unknown
      await this.here.vault.putDraft(this.id, body)
      this.here.drafts.set(this.id, body)
    }
    this.saved()
  }
}
