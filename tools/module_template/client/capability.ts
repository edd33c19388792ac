/** Capability name: leave a note, and see who read it. */
import type { Capability } from '@/kernel/registry'
import { words } from './words'

export const capabilityName: Capability = {
  name: 'capability_name',
  tile: { title: 'capability_name.tile', icon: 'write', to: 'capability_name', order: 50, capability: 'capability_name.note' },
  routes: [{ path: '/capability_name', name: 'capability_name', screen: () => import('./screens/Notes.vue') }],
  words
}
