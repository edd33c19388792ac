/** What the person calls what they hold: the status words name it. */
import { ref } from 'vue'
import { t } from './t'

export type DeviceKind = 'tablet' | 'phone' | 'kiosk' | 'laptop' | 'tv'

/** Set by the shell, from the device's enrolment. */
export const deviceKind = ref<DeviceKind>('phone')

/** "this tablet", "y tabled hwn". */
export function thisDevice(): string {
  return t(`device.this.${deviceKind.value}`)
}
