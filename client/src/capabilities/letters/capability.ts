/** Sealed letters: to listeners, legal advisers and others, opened by them alone. Reached from "My people". */
import type { Capability } from '@/kernel/registry'
import { answers } from './answers'
import { unfinished } from './unfinished'
import { words } from './words'

export const letters: Capability = {
  name: 'letters',
  unfinished,
  answers,
  routes: [
    { path: '/letters', name: 'letters', screen: () => import('./screens/Letters.vue') },
    { path: '/letters/:recipient', name: 'letters-with', screen: () => import('./screens/Correspondence.vue') }
  ],
  words
}
