/** Bulletin: what works, what happens today and what changed; for people, and for the televisions of their wing. */
import type { Capability } from '@/kernel/registry'
import { words } from './words'

export const bulletin: Capability = {
  name: 'bulletin',
  tile: { title: 'bulletin.tile', icon: 'calendar', to: 'today', order: 40, capability: 'bulletin.read' },
  routes: [{ path: '/today', name: 'today', screen: () => import('./screens/Today.vue') }],
  onScreen: () => import('./onScreen'),
  words
}
