/** The library: what the prison and its partners publish for people, to read, hear and see, and what people say back. */
import { defineAsyncComponent } from 'vue'
import type { Capability } from '@/kernel/registry'
import { answers } from './answers'
import { anythingPlays } from './player/nowPlaying'
import { READ } from './policy'
import { unfinished } from './unfinished'
import { words } from './words'

export const library: Capability = {
  name: 'library',
  tile: { title: 'library.tile', icon: 'book', to: 'library', order: 50, capability: READ, answers },
  unfinished,
  bar: { shown: () => anythingPlays.value, part: defineAsyncComponent(() => import('./screens/player/SoundBar.vue')) },
  errand: async () => {
    await (await import('./counting')).tellTotals()
    await (await import('./byItself')).bringByItself()
  },
  routes: [
    { path: '/library', name: 'library', screen: () => import('./screens/Library.vue') },
    { path: '/library/search', name: 'library-search', screen: () => import('./screens/Search.vue') },
    { path: '/library/said', name: 'library-said', screen: () => import('./screens/Said.vue') },
    { path: '/library/topic/:topic', name: 'library-topic', screen: () => import('./screens/Topic.vue') },
    { path: '/library/mine/:which', name: 'library-mine', screen: () => import('./screens/Mine.vue') },
    { path: '/library/:item', name: 'library-item', screen: () => import('./screens/Item.vue') },
    { path: '/library/:item/read/:file', name: 'library-read', screen: () => import('./screens/Read.vue') },
    { path: '/library/:item/do/:file', name: 'library-do', screen: () => import('./screens/Do.vue') },
    { path: '/library/:item/say', name: 'library-say', screen: () => import('./screens/Say.vue') }
  ],
  words
}
