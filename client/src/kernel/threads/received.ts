/** Files that came with what somebody else wrote: sealed to their reader's vault, and to nothing else on this device. */
import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { hex, random, sha256, type Bytes } from '../basics/bytes'
import { running, type Here } from '../session'
import { aesKey, seal } from '../store/cipher'
import type { Vault } from '../store/vault'

/** As a row names it: sha256 in hex, bytes, media type. */
export interface FileRef {
  h: string
  n: number
  t: string
}

/** The blob: address of a file, for as long as the part that shows it stands; '' while it is not here and cannot be fetched. */
export function useReceived(file: () => FileRef | undefined): { address: Ref<string>; missing: Ref<boolean>; again: () => void } {
  const [address, missing] = [ref(''), ref(false)]
  const giveBack = () => {
    if (address.value) URL.revokeObjectURL(address.value)
    address.value = ''
  }
  const show = async (): Promise<void> => {
    const wanted = file()
    giveBack()
    missing.value = false
    if (!wanted) return
    const bytes = await bringFile(wanted).catch(() => null)
    if (file()?.h !== wanted.h) return
    missing.value = bytes === null
    if (bytes) address.value = URL.createObjectURL(new Blob([bytes], { type: wanted.t }))
  }
  watch(() => file()?.h, show, { immediate: true })
  onScopeDispose(giveBack)
  return { address, missing, again: () => void show() }
}

/** Whether it stands on this device already. */
export async function isHere({ h }: Pick<FileRef, 'h'>): Promise<boolean> {
  const found = await running().store.db.use((db) => db.getKey('files', h))
  return found !== undefined
}

/** A file's bytes: from here, else from the server, and kept then. Raises where neither has it, or nobody is here. */
export async function bringFile(file: FileRef): Promise<Bytes> {
  const { here, files } = running()
  if (!here) throw new Error('nobody is here')
  const kept = await files.forKeeper(file.h, here.vault).catch(() => null)
  return kept?.bytes ?? fetchFile(file, here)
}

async function fetchFile({ h, t }: FileRef, { vault, token }: Here): Promise<Bytes> {
  const { response } = await running().wire.ask('GET', `/sync/v1/files/${h}`, { token, file: true })
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (hex(await sha256(bytes)) !== h) throw new Error('not what its hash says')
  // A kiosk keeps nothing; and where there is no room, it is shown all the same.
  if (vault.lasting) await keep({ h, t, n: bytes.length }, bytes, vault).catch((error: unknown) => console.error(error))
  return bytes
}

async function keep({ h, t, n }: FileRef, bytes: Bytes, vault: Vault): Promise<void> {
  const secret = random(32)
  const sealed = await seal(await aesKey(secret), h, bytes)
  const forKeeper = await vault.sealBytes(h, secret)
  await running().store.db.use(async (db) => {
    const tx = db.transaction('files', 'readwrite')
    const before = await tx.store.get(h)
    // The same bytes may be on their way out, for somebody else on this tablet.
    if (!before?.forSending) await tx.store.put({ h, n, t, by: vault.person, uploaded: true, ...sealed, forKeeper })
    await tx.done
  })
}
