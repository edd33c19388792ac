import type { DeviceStore } from '../store/device'

/** As it stands on the disk: whose it is in clear, what it says for the server alone. */
export interface Carried {
  id: string
  person: string
  jwe: string
}

export const NAME = 'carried/'

/**
 * Drafts that the server has not seen, each beside its vault as a copy that the server alone can open (`carry.ts`): where their
 * writer has left, nobody can unlock the vault any more, and what was shown as saved must still come along.
 */
export class CarriedDrafts {
  constructor(private readonly store: DeviceStore) {}

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
