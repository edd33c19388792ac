/** First day: how such a device works, told step by step in pictures and sound; and a place to try things where nothing is real. */
import { defineAsyncComponent } from 'vue'
import type { Capability } from '@/kernel/registry'
import { running } from '@/kernel/session'
import { useMark } from './mark'
import { words } from './words'

export const firstday: Capability = {
  name: 'firstday',
  tile: { title: 'firstday.tile', icon: 'help', to: 'first-day', order: 85 },
  // A kiosk forgets each person, and would offer it every time: there the tile is enough.
  first: { shown: () => !running().kiosk && useMark().value === 'new', part: defineAsyncComponent(() => import('./screens/Offer.vue')) },
  routes: [
    { path: '/first-day', name: 'first-day', screen: () => import('./screens/Menu.vue') },
    { path: '/first-day/tour', name: 'first-day-tour', screen: () => import('./screens/Tour.vue') },
    { path: '/first-day/practice', name: 'first-day-practice', screen: () => import('./screens/Practice.vue') }
  ],
  errand: async () => (await import('./carry')).carryTour(),
  words
}
