/** Where a game stands, in words. */
import { dayWords, t } from '@/kernel/words'
import type { GameView } from './games'

/** "Your move", "Waiting for Mum since yesterday", how it ended. */
export function standsWords(game: GameView): string {
  const { ended, with_name: name } = game
  if (ended) return [t(`leisure.ended.${ended.how}`), ended.won && t(`leisure.won.${ended.won}`, { name })].filter(Boolean).join(' ')
  if (game.leaving) return t('leisure.leaving')
  if (!game.myTurn) return t('leisure.waiting', { name, when: dayWords(game.since) })
  return game.draw.includes('them') ? `${t('leisure.your_move')} ${t('leisure.draw_theirs', { name })}` : t('leisure.your_move')
}
