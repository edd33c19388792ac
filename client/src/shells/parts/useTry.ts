import { ref, type Ref } from 'vue'
import { NotSaved } from '@/kernel/acts'
import { Trouble } from '@/kernel/session'
import { t } from '@/kernel/words'

/** Runs one try at a time, says that it works on it, and keeps the sentence of what went wrong. */
export function useTry(): { busy: Ref<boolean>; problem: Ref<string>; attempt: (work: () => Promise<void>) => Promise<boolean> } {
  const busy = ref(false)
  const problem = ref('')
  async function attempt(work: () => Promise<void>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = ''
    try {
      await work()
      return true
    } catch (error) {
      problem.value = sentence(error)
      return false
    } finally {
      busy.value = false
    }
  }
  return { busy, problem, attempt }
}

function sentence(error: unknown): string {
  if (error instanceof Trouble) return error.says || t(error.key, error.values)
  if (error instanceof NotSaved) return t(error.message)
  console.error(error)
  return t('session.device_trouble')
}
