/** Talk: "Ask to talk to someone", open to everyone, on every screen. */
import type { Capability } from '@/kernel/registry'
import { answers } from './answers'
import { unfinished } from './unfinished'
import { words } from './words'

export const talk: Capability = {
  name: 'talk',
  tile: { title: 'talk.tile', icon: 'talk', to: 'asks', order: 80, answers },
  unfinished,
  routes: [
    { path: '/talk', name: 'talk', screen: () => import('./screens/AskToTalk.vue') },
    { path: '/talk/asked', name: 'asks', screen: () => import('./screens/MyAsks.vue') }
  ],
  words
}
