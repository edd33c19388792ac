/** What was decided about those for whom somebody asked, and who has stopped. */
import { useRows, type Answer } from '@/kernel/feeds'
import { t } from '@/kernel/words'
import type { PersonRow, RequestRow } from './contacts'

export function answers(): Answer[] {
  const people = useRows<PersonRow>('family.people').value.map(({ key, value }) => ({
    key: `family/with/${key}`,
    at: value.stopped_at ?? value.since,
    by: value.name,
    to: 'people',
    params: {},
    // Not here whether it is good news: they open it when they are ready.
    says: t('family.news', { name: value.name })
  }))
  return [...refusals(), ...people]
}

function refusals(): Answer[] {
  const rows = useRows<RequestRow>('family.requests').value
  return rows.flatMap(({ value: { id, at, by, standing } }) =>
    at && standing === 'refused' ? [{ key: `family/${id}`, at, by, to: 'people', params: {} }] : []
  )
}
