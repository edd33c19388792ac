/** Where the person is in a document or book: read once, and noted as they go on. */
import { reactive, watch } from 'vue'
import { noteSpot, useMine, type Spot } from '../mine'

/** `parts`: how many pages or chapters there are; a file may have become shorter in another edition. */
export function useSpot(hash: string, parts: number): Spot {
  const before = useMine().value?.spots[hash]
  const spot = reactive<Spot>(before && before.part < parts ? { ...before } : { part: 0, paragraph: 0 })
  let noted = { ...spot }
  let writing = false

  /** One at a time: who scrolls fast would have hundreds wait. */
  async function write(): Promise<void> {
    if (writing) return
    writing = true
    while (noted.part !== spot.part || noted.paragraph !== spot.paragraph) {
      noted = { ...spot }
      await noteSpot(hash, noted)
    }
    writing = false
  }

  watch(spot, () => void write())
  return spot
}
