/** The person's games, as screens show them. */
import { computed, type ComputedRef } from 'vue'
import { useActs } from '@/kernel/acts'
import { useRows } from '@/kernel/feeds'
import { gamesOf, type GameRow, type GameView, type PartnerRow } from './games'

export function usePartners(): ComputedRef<PartnerRow[]> {
  const rows = useRows<PartnerRow>('leisure.partners')
  return computed(() => rows.value.map((row) => row.value).sort((a, b) => a.name.localeCompare(b.name)))
}

export function useGames(): ComputedRef<GameView[]> {
  const [rows, acts, partners] = [useRows<GameRow>('leisure.games'), useActs(), usePartners()]
  const names = computed(() => new Map(partners.value.map((one) => [one.contact, one.name])))
  return computed(() =>
    gamesOf(
      rows.value.map((row) => row.value),
      acts.value,
      names.value
    )
  )
}
