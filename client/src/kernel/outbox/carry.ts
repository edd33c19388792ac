import type { JWK } from 'jose'
import { utf8 } from '../basics/bytes'
import type { DeviceStore } from '../store/device'
import { NAME, type Carried } from './carried'

/** A version of a draft that the server has not seen, and what it began from. */
export interface Version {
  id: string
  person: string
  base_rev: number
  body: string
}

/** Keeps a version beside its vault as a copy that the server alone can open. Where no seal key is known yet, there is none. */
export async function carryDraft(store: DeviceStore, { id, person, base_rev, body }: Version): Promise<void> {
  const [seal] = (await store.setting<JWK[]>('seal')) ?? []
  const device = await store.setting<{ id: string }>('device')
  if (!seal || !device) return
  // jose is needed where something is written, never for the first paint, nor by the service worker.
  const { CompactEncrypt, importJWK } = await import('jose')
  const plain = utf8(JSON.stringify({ person, device: device.id, base_rev, body }))
  const jwe = await new CompactEncrypt(plain)
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: seal.kid ?? '' })
    .encrypt(await importJWK(seal, 'ECDH-ES+A256KW'))
  await store.setSetting(NAME + id, { id, person, jwe } satisfies Carried)
}
