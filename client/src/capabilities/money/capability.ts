/** Money: what is left for messages, and what came and went. It hangs under "My people" and has no tile. */
import type { Capability } from '@/kernel/registry'
import { words } from './words'

export const money: Capability = {
  name: 'money',
  routes: [{ path: '/people/money', name: 'money', screen: () => import('./screens/Money.vue') }],
  words
}
