import type { Bytes } from '../basics/bytes'
import type { Clock } from '../basics/clock'
import type { DeviceStore, PersonHere } from '../store/device'
import { unwrapKey, wrapKey, WrongSecret, type SecretKind, type Stretch } from '../store/vaultKey'
import type { Me } from '../sync/shapes'
import { afterTry, MOST_WRONG, waitLeft } from './tries'
import { Trouble } from './trouble'

export interface Secret {
  kind: SecretKind
  value: string
}

/** Someone the lock screen can offer. */
export interface Holder {
  id: string
  known_as: string
  kind: SecretKind
  /** How many answers they had not read, and no word of what; only on a phone that is theirs alone. */
  news?: number
}

/** Who can unlock this device, and the locks on their data keys. */
export class Holders {
  constructor(
    private readonly store: DeviceStore,
    private readonly clock: Clock,
    private readonly stretch: Stretch
  ) {}

  async all(): Promise<Holder[]> {
    return (await this.store.people()).map(({ id, known_as, lock, news }) => ({ id, known_as, kind: lock.kind, ...(news && { news }) }))
  }

  /** Leaves a number for the lock screen, in clear: whoever picks the device up may read it. */
  async leaveNews(id: string, news: number): Promise<void> {
    const person = await this.store.person(id)
    if (person && person.news !== news) await this.store.putPerson({ ...person, news })
  }

  /** Puts a lock on a data key; one that was there before goes, and with it the wrong tries. */
  async lock({ id, known_as }: Pick<Me, 'id' | 'known_as'>, dataKey: Bytes, secret: Secret): Promise<void> {
    const { wrap } = await this.store.keys()
    const lock = await wrapKey(dataKey, id, secret, wrap, this.stretch)
    await this.store.putPerson({ id, known_as, lock, wrong: 0, not_before: 0 })
  }

  /** Someone's data key. Raises Trouble: wrong, too soon, or shut until staff reset it. */
  async dataKey(id: string, value: string): Promise<Bytes> {
    const person = await this.store.person(id)
    if (!person) throw new Trouble('session.device_trouble')
    const now = this.clock.now()
    if (person.wrong >= MOST_WRONG) throw new Trouble('session.shut')
    const left = waitLeft(person, now)
    if (left > 0) throw new Trouble('session.wait', { count: Math.ceil(left / 1000) })
    const counted = afterTry(person, now)
    await this.store.putPerson(counted)
    const { wrap } = await this.store.keys()
    const key = await unwrapKey(person.lock, id, value, wrap, this.stretch).catch((error: unknown) => {
      throw error instanceof WrongSecret ? wrongTry(counted) : error
    })
    await this.store.putPerson({ ...person, wrong: 0, not_before: 0 })
    return key
  }
}

function wrongTry({ wrong, lock }: PersonHere): Trouble {
  if (wrong >= MOST_WRONG) return new Trouble('session.shut')
  return new Trouble(`session.wrong.${lock.kind}`, { count: MOST_WRONG - wrong })
}
