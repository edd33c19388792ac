import type { Route } from '@/kernel/ui'
import Home from './parts/Home.vue'

/** The screens of the shells themselves. Home comes first: it answers for every address that nobody knows. */
export const ownRoutes: readonly Route[] = [
  { path: '/', name: 'home', screen: async () => Home },
  { path: '/settings/secret', name: 'change-secret', screen: () => import('./parts/ChangeSecret.vue') },
  { path: '/waiting', name: 'waiting', screen: () => import('./parts/WaitingList.vue') }
]
