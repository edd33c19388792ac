/** A game played alone: in the person's own vault on this device, and told to nobody. */
import { ref, watch, type Ref } from 'vue'
import { running } from '@/kernel/session'

/** null until it is read; then kept at every change. `empty` is what it begins as. */
export function useSaved<T>(name: string, empty: () => T): Ref<T | null> {
  const note = `leisure-${name}`
  const value = ref<T | null>(null) as Ref<T | null>
  const { here } = running()
  void here?.vault.note<T>(note).then((found) => {
    value.value = found ?? empty()
    watch(value, (now) => void here.vault.setNote(note, JSON.parse(JSON.stringify(now))), { deep: true })
  })
  return value
}
