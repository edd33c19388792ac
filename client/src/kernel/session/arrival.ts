import { text, utf8 } from '../basics/bytes'
import { seal, unseal, type Sealed } from '../store/cipher'
import type { DeviceStore } from '../store/device'
import type { Me } from '../sync/shapes'

/** Someone whom the server has just let in, with their token. */
export interface Arrival {
  person: Me
  token: string
  slip: string
  /** They are known again after a restore: the vault that they have here opens as before. */
  again?: boolean
}

const NAME = 'arrival'

/** Between enrolment and the choice of a PIN the app may be closed, and by then the code is used up. Sealed to the device. */
export async function keepArrival(store: DeviceStore, arrival: Arrival): Promise<void> {
  const { wrap } = await store.keys()
  await store.setSetting(NAME, await seal(wrap, NAME, utf8(JSON.stringify(arrival))))
}

export async function findArrival(store: DeviceStore): Promise<Arrival | null> {
  const sealed = await store.setting<Sealed>(NAME)
  if (!sealed) return null
  const { wrap } = await store.keys()
  return JSON.parse(text(await unseal(wrap, NAME, sealed))) as Arrival
}

export function dropArrival(store: DeviceStore): Promise<void> {
  return store.dropSetting(NAME)
}
