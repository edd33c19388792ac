import type { JWK } from 'jose'
import { utf8 } from '../basics/bytes'
import type { DeviceStore } from '../store/device'

/** A version of a draft that the server has not seen, and what it began from. */
export interface Version {
  id: string
  person: string
  base_rev: number
  body: string
}

/** As it stands on the disk: whose it is in clear, what it says for the server alone. */
interface Carried {
  id: string
  person: string
  jwe: string
}

const NAME = 'carried/'

/**
 * Drafts that the server has not seen, each beside its vault as a copy that the server alone can open: where their writer
 * has left, nobody can unlock the vault any more, and what was shown as saved must still come along.
 */
export class CarriedDrafts {
  constructor(private readonly store: DeviceStore) {}

  async keep({ id, person, base_rev, body }: Version): Promise<void> {
    const [seal] = (await this.store.setting<JWK[]>('seal')) ?? []
    const device = await this.store.setting<{ id: string }>('device')
    if (!seal || !device) return
    // jose is needed where something is written, never for the first paint.
    const { CompactEncrypt, importJWK } = await import('jose')
    const plain = utf8(JSON.stringify({ person, device: device.id, base_rev, body }))
    const jwe = await new CompactEncrypt(plain)
      .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: seal.kid ?? '' })
      .encrypt(await importJWK(seal, 'ECDH-ES+A256KW'))
    await this.store.setSetting(NAME + id, { id, person, jwe } satisfies Carried)
  }

  drop(id: string): Promise<void> {
    return this.store.dropSetting(NAME + id)
  }

  /** All but those of whoever is here: theirs go by themselves. */
  async but(here: string | undefined): Promise<Carried[]> {
    const kept = Object.entries(await this.store.settings())
    const all = kept.filter(([name]) => name.startsWith(NAME)).map(([, value]) => value as Carried)
    return all.filter(({ person }) => person !== here)
  }
}
