import { forgetHeld, forgetKeeper } from '../held/forget'
import type { Files } from '../outbox/files'
import type { Waiting } from '../outbox/waiting'
import type { DeviceStore } from '../store/device'
import { DiskShelf } from '../store/shelf'
import type { Aboard } from '../sync/shapes'
import { forgetChoicesOf } from '../words'
import { dropArrival } from './arrival'

/** Somebody whose things go once they are handed in, and what the lock screen says then. */
interface Leaving {
  person: string
  why?: string
}

interface Parts {
  store: DeviceStore
  storage: StorageManager | undefined
  waiting: Waiting
  files: Files
  /** What lock screens show: why somebody's records left this device. */
  facts: { farewells: string[] }
  /** The list of who can unlock this device is to be read again. */
  changed: () => Promise<void>
}

/** People who leave this device: what they made is handed in, then everything of theirs goes, and the reason stays to be read. */
export class Going {
  constructor(private readonly parts: Parts) {}

  /** False where they have nothing here, or are leaving already. */
  async begins(person: string, why?: string): Promise<boolean> {
    const leaving = await this.leaving()
    if (leaving.some((one) => one.person === person) || !(await this.parts.store.person(person))) return false
    await this.parts.store.setSetting('leaving', [...leaving, { person, ...(why && { why }) }])
    return true
  }

  /** They may have left this device once, and are back. */
  async stays(person: string): Promise<void> {
    const others = (await this.leaving()).filter((one) => one.person !== person)
    await this.parts.store.setSetting('leaving', others)
  }

  /** Puts away the things of everybody who leaves and of whom nothing waits, neither act nor photo nor draft. */
  async ends(aboard: readonly Aboard[]): Promise<void> {
    for (const { person, why } of await this.leaving()) {
      if (aboard.some((one) => one.person === person && one.acts + one.files + one.drafts > 0)) continue
      await this.wipe(person)
      await this.stays(person)
      if (why) await this.sayFarewell(why)
    }
  }

  /** Takes everything of a person from the disk but what the server's backup lacks, which is sealed to it. */
  async wipe(person: string): Promise<void> {
    await new DiskShelf(person).destroy()
    await this.forget(person)
    await forgetKeeper(this.parts.store, person)
    await this.parts.store.dropPerson(person)
    forgetChoicesOf(person)
    await this.parts.changed()
  }

  /** A device that staff ended: whoever is here goes, and whoever was about to come. */
  async everybody(): Promise<void> {
    for (const { id } of await this.parts.store.people()) await this.wipe(id)
    await dropArrival(this.parts.store)
    await this.library()
  }

  /** Files of the library, whoever kept them: none of them is ever handed in, so that they need not wait for anything. */
  library(): Promise<void> {
    return forgetHeld(this.parts.store, this.parts.storage)
  }

  async forget(person: string | null): Promise<void> {
    await this.parts.waiting.forget(person)
    await this.parts.files.forget(person)
  }

  async sayFarewell(why: string): Promise<void> {
    this.parts.facts.farewells = [...this.parts.facts.farewells, why]
    await this.parts.store.setSetting('farewells', this.parts.facts.farewells)
  }

  private async leaving(): Promise<Leaving[]> {
    return (await this.parts.store.setting<Leaving[]>('leaving')) ?? []
  }
}
