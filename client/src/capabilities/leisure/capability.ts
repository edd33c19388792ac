/** Games: alone against the machine and with puzzles, and chess by correspondence with somebody outside. */
import { useRows } from '@/kernel/feeds'
import type { Capability } from '@/kernel/registry'
import type { GameRow } from './games'
import { isMyTurn } from './turn'
import { words } from './words'

export const leisure: Capability = {
  name: 'leisure',
  tile: { title: 'leisure.tile', icon: 'fun', to: 'leisure', order: 60, badge: myTurns },
  routes: [
    { path: '/games', name: 'leisure', screen: () => import('./screens/Games.vue') },
    { path: '/games/with/:game', name: 'leisure-game', screen: () => import('./screens/Together.vue') },
    { path: '/games/machine', name: 'leisure-machine', screen: () => import('./screens/Machine.vue') },
    { path: '/games/sudoku', name: 'leisure-sudoku', screen: () => import('./screens/Sudoku.vue') },
    { path: '/games/words', name: 'leisure-words', screen: () => import('./screens/WordSearch.vue') },
    { path: '/games/mates', name: 'leisure-mates', screen: () => import('./screens/Mates.vue') }
  ],
  words
}

/** Games in which somebody waits for the person. */
function myTurns(): number {
  return useRows<GameRow>('leisure.games').value.filter(({ value }) => isMyTurn(value)).length
}
