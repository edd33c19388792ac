/** FRONT ROOM: doing something, and what became of it. */
import { computed, type Ref } from 'vue'
import { NotSaved } from '../basics/errors'
import { MISSING, type OwnAct, type Waiting } from '../outbox/waiting'
import type { SavedFile } from '../outbox/raw'
import { useRows, type Row } from '../feeds'
import { running } from '../session'
import { t } from '../words'
import { live, once } from '../session/live'
import type { ActView, Status } from './types'

export { NotSaved, type NotSavedReason } from '../basics/errors'
export type { SavedFile } from '../outbox/raw'
export type { ActView, Status } from './types'

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
  const act = await outbox.add(order, facts.device.id, here.vault)
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
  return files.keep(blob, here.vault)
}

/** A blob: address of a file: from this device, else from the server. Revoke it after use. Raises where it is in neither. */
export async function fileUrl(h: string): Promise<string> {
  const { here, files, wire } = running()
  if (!here) throw new NotSaved('locked')
  const kept = await files.forKeeper(h, here.vault).catch(() => null)
  if (kept) return URL.createObjectURL(new Blob([kept.bytes], { type: kept.t }))
  const { response } = await wire.ask('GET', `/sync/v1/files/${h}`, { token: here.token })
  return URL.createObjectURL(await response.blob())
}

const acts = once<Ref<ActView[]>>()

/** The acts of the person who is here, newest first. */
export function useActs(): Ref<ActView[]> {
  return acts('own', () => {
    const receipts = useRows<Receipt>('sync.receipts')
    const own = live<{ acts: OwnAct[]; reached: Reached }>(
      ['acts'],
      { acts: [], reached: { storedTo: 0, hubTo: 0 } },
      async ({ vault }, { waiting }) => ({ acts: await waiting.own(vault), reached: await reachedBy(waiting) })
    )
    return computed(() => {
      const known = new Map(receipts.value.map((row: Row<Receipt>) => [row.key, row.value]))
      return own.value.acts.map((act) => viewOf(act, known.get(act.id), own.value.reached))
    })
  })
}

/** One act by its id; null where it is not known here. */
export function statusOf(id: string): Ref<ActView | null> {
  const all = useActs()
  return computed(() => all.value.find((act) => act.id === id) ?? null)
}

/** Up to which number the server has acts of this device, and up to which a hub has. */
interface Reached {
  storedTo: number
  hubTo: number
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
