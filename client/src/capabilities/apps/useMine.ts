/** What somebody can do, as screens show it. */
import { computed, type ComputedRef } from 'vue'
import { useActs } from '@/kernel/acts'
import { useRows } from '@/kernel/feeds'
import { language, useNow } from '@/kernel/words'
import { appsOf, mineOf, type CompetenceView } from './mine'
import type { AppRow, CompetenceRow, EmployerRow, SharingRow } from './shapes'

export function useApps(): ComputedRef<AppRow[]> {
  const rows = useRows<AppRow>('apps.shown')
  return computed(() => appsOf(rows.value.map((row) => row.value)))
}

export function useEmployers(): ComputedRef<EmployerRow[]> {
  const rows = useRows<EmployerRow>('apps.employers')
  return computed(() => rows.value.map((row) => row.value).sort((a, b) => a.name.localeCompare(b.name)))
}

export function useMine(): ComputedRef<CompetenceView[]> {
  const [apps, employers, acts, now] = [useApps(), useEmployers(), useActs(), useNow()]
  const competences = useRows<CompetenceRow>('apps.competences')
  const sharings = useRows<SharingRow>('apps.sharings')
  return computed(() =>
    mineOf({
      apps: apps.value,
      competences: competences.value.map((row) => row.value),
      sharings: sharings.value.map((row) => row.value),
      employers: employers.value,
      acts: acts.value,
      lang: language.value,
      now: now.value
    })
  )
}
