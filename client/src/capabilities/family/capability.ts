/** Family: "My people": whom the person may be in touch with, who waits, and asking for somebody new. */
import type { Capability } from '@/kernel/registry'
import { answers, whoWrote } from './answers'
import { unfinished } from './unfinished'
import { words } from './words'

export const family: Capability = {
  name: 'family',
  tile: { title: 'family.tile', icon: 'people', to: 'people', order: 50, capability: 'family.contacts', answers: () => [...whoWrote(), ...answers()] },
  unfinished,
  routes: [
    { path: '/people', name: 'people', screen: () => import('./screens/MyPeople.vue') },
    { path: '/people/ask', name: 'people-ask', screen: () => import('./screens/AskForSomebody.vue') }
  ],
  words
}
