/** Settings: how the app reads, looks and sounds; what it keeps; who can read what. */
import type { Capability } from '@/kernel/registry'
import { words } from './words'

export const settings: Capability = {
  name: 'settings',
  tile: { title: 'settings.tile', icon: 'settings', to: 'settings', order: 90 },
  routes: [
    { path: '/settings', name: 'settings', screen: () => import('./screens/Settings.vue') },
    { path: '/settings/keeps', name: 'settings-keeps', screen: () => import('./screens/WhatIsKept.vue') },
    { path: '/settings/who-reads', name: 'settings-who-reads', screen: () => import('./screens/WhoReadsWhat.vue') }
  ],
  words
}
