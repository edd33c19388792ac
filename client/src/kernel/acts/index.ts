/** FRONT ROOM: doing something, and what became of it. */
import { computed, type Ref } from 'vue'
import { NotSaved } from '../basics/errors'
import { inSlices } from '../basics/slices'
import { giveWay } from '../held/forget'
import { MISSING, type OwnAct, type Waiting } from '../outbox/waiting'
import type { SavedFile } from '../outbox/raw'
import { running } from '../session'
import type { Vault } from '../store/vault'
import { t } from '../words'
import { live, mostOf, once, reachFurther } from '../session/live'
import type { ActView, Status } from './types'

export { NotSaved, type NotSavedReason } from '../basics/errors'
export type { SavedFile } from '../outbox/raw'
export type { ActView, Status } from './types'

const RECEIPTS = 'sync.receipts'

interface Receipt {
  outcome: string
  code?: string
  says?: string
  at: string
}

/**
 * Saves an act of the person who is here: resolves once it is written and read back, whatever the network does.
 * Raises NotSaved, whose message is a word key.
 */
export async function send(
  command: string,
  say: object,
  options: { files?: SavedFile[]; about: string } = { about: '' }
): Promise<{ act: string }> {
  const { here, facts, outbox, exchange } = running()
  if (facts.stage === 'revoked') throw new NotSaved('revoked')
  if (!here || !facts.device) throw new NotSaved('locked')
  const order = { command, say, about: options.about, files: options.files ?? [] }
  const device = facts.device.id
  const act = await withRoom(() => outbox.add(order, device, here.vault))
  // It is saved: a count that fails now must not make anybody say it twice.
  await exchange.count().catch((error: unknown) => console.error(error))
  void exchange.askForLater()
  void exchange.now()
  return { act }
}

/** Does this browser hand in what waits though the app be closed? Only then may a screen say "you can close the app". */
export function useSendsAlone(): Ref<boolean> {
  const { exchange } = running()
  return computed(() => exchange.facts.alone)
}

/** Keeps a photo, signature or voice note for an act or a draft to name. Raises NotSaved. */
export async function keepFile(blob: Blob): Promise<SavedFile> {
  const { here, files } = running()
  if (!here) throw new NotSaved('locked')
  return withRoom(() => files.keep(blob, here.vault))
}

/** What somebody does is worth more than what they can fetch again: where there is no room, the library gives way, and it is tried once more. */
async function withRoom<T>(save: () => Promise<T>): Promise<T> {
  const { changes, store, world } = running()
  for (;;) {
    try {
      return await save()
    } catch (error) {
      if (!(error instanceof NotSaved) || error.reason !== 'full' || !(await giveWay(store, world.storage).catch(() => false))) throw error
      changes.tell('held')
    }
  }
}

/** A blob: address of a file: from this device, else from the server. Revoke it after use. Raises where it is in neither. */
export async function fileUrl(h: string): Promise<string> {
  const { here, files, wire } = running()
  if (!here) throw new NotSaved('locked')
  const kept = await files.forKeeper(h, here.vault).catch(() => null)
  if (kept) return URL.createObjectURL(new Blob([kept.bytes], { type: kept.t }))
  const { response } = await wire.ask('GET', `/sync/v1/files/${h}`, { token: here.token, file: true })
  return URL.createObjectURL(await response.blob())
}

/** How many things wait on this device to be sent. */
export function useWaiting(): Ref<number> {
  const { exchange } = running()
  return computed(() => exchange.facts.waiting.acts)
}

const acts = once<Ref<ActView[]>>()

/** What is known of a person's newest acts, and what came back on each. */
interface Known {
  acts: OwnAct[]
  receipts: Map<string, Receipt>
  reached: Reached
}

const NOTHING: Known = { acts: [], receipts: new Map(), reached: { storedTo: 0, hubTo: 0 } }

/** The acts of the person who is here, newest first. Of very many the newest, until `olderActs` is called. */
export function useActs(): Ref<ActView[]> {
  return acts('own', () => {
    const known = live<Known>(['acts', RECEIPTS], NOTHING, async (here, { waiting }) => {
      const own = await waiting.own(here.vault, mostOf('acts', here))
      return { acts: own, receipts: await receiptsOf(own, here.vault), reached: await reachedBy(waiting) }
    })
    return computed(() => known.value.acts.map((act) => viewOf(act, known.value.receipts.get(act.id), known.value.reached)))
  })
}

/** The person has come to the last act there is to show: further back, if there is more. */
export function olderActs(): void {
  reachFurther('acts')
}

/** Up to which number the server has acts of this device, and up to which a hub has. */
interface Reached {
  storedTo: number
  hubTo: number
}

/** Each is asked for by its name: the feed holds those of other devices too. */
async function receiptsOf(own: OwnAct[], vault: Vault): Promise<Map<string, Receipt>> {
  const stream = `person/${vault.person}`
  const rows = await inSlices(own, ({ id: key }) => vault.row({ stream, feed: RECEIPTS, key }))
  return new Map(rows.flatMap((row) => (row ? [[row.key, row.value as Receipt]] : [])))
}

async function reachedBy(waiting: Waiting): Promise<Reached> {
  const { stored_to: storedTo } = await waiting.reached()
  return { storedTo, hubTo: storedTo + (await waiting.atHub()) }
}

function viewOf(act: OwnAct, receipt: Receipt | undefined, { storedTo, hubTo }: Reached): ActView {
  const outcome = receipt?.outcome ?? act.r ?? (act.n <= storedTo ? 'stored' : act.n <= hubTo ? 'at_hub' : '')
  const { id, command, about, made, said } = act
  const says = receipt?.says ?? (outcome === MISSING ? t('status.missing_why') : act.says)
  const code = receipt?.code ?? act.code
  return { id, command, about, made, status: statusFrom(outcome), ...(said && { said }), ...(says && { says }), ...(code && { code }) }
}

function statusFrom(outcome: string): Status {
  if (outcome === 'accepted' || outcome === 'duplicate') return 'accepted'
  if (outcome === MISSING) return 'held'
  if (outcome === 'at_hub') return 'at_hub'
  if (outcome === 'held' || outcome === 'refused' || outcome === 'quarantined') return outcome
  return outcome ? 'sent' : 'saved'
}
