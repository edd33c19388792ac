/** Supervision: the check-in a person makes from wherever they are, with or without a network. */
import type { Capability } from '@/kernel/registry'
import { CAPABILITY } from './policy'
import { answers, dueCount, unfinished } from './useCheckins'
import { words } from './words'

export const supervision: Capability = {
  name: 'supervision',
  tile: { title: 'checkin.tile', icon: 'checkin', to: 'checkins', order: 10, capability: CAPABILITY, badge: dueCount, answers },
  unfinished,
  routes: [
    { path: '/check-ins', name: 'checkins', screen: () => import('./screens/Checkins.vue') },
    { path: '/check-ins/:id', name: 'checkin', screen: () => import('./screens/OneCheckin.vue') },
    { path: '/check-ins/:id/take', name: 'take-checkin', screen: () => import('./screens/TakeCheckin.vue') },
    { path: '/check-ins/:id/take/:step', name: 'checkin-step', screen: () => import('./screens/TakeCheckin.vue') }
  ],
  words
}
