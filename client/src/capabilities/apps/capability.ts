/** Partner apps: what charities, colleges and employers bring, in a sandbox; what somebody showed in them, and with whom they share it. */
import type { Capability } from '@/kernel/registry'
import { words } from './words'

export const USE = 'apps.use'

export const apps: Capability = {
  name: 'apps',
  tile: { title: 'apps.tile', icon: 'learning', to: 'apps', order: 55, capability: USE },
  routes: [
    { path: '/apps', name: 'apps', screen: () => import('./screens/Apps.vue') },
    { path: '/apps/mine', name: 'apps-mine', screen: () => import('./screens/Mine.vue') },
    { path: '/apps/mine/:competence', name: 'apps-share', screen: () => import('./screens/Share.vue') },
    { path: '/apps/use/:app', name: 'apps-use', screen: () => import('./screens/Use.vue') }
  ],
  words
}
