/** Counting on this device, in the person's own vault, and telling the totals of a week once it is over. A kiosk keeps nothing, and counts nothing. */
import { NotSaved, send } from '@/kernel/acts'
import { running } from '@/kernel/session'
import { rightNow } from '@/kernel/words'
import { counted, told, weekToTell, NOTHING, type Counts, type Did } from './counts'

const NOTE = 'library.counts'
const TELL = 'library.tell_totals@1'

let writing: Promise<unknown> = Promise.resolve()

export function count(item: string, language: string, did: Did): Promise<void> {
  return change((before) => counted(before, item, language, did, rightNow()))
}

/** After an exchange: each week that is over, as one act. */
export async function tellTotals(): Promise<void> {
  const { here, kiosk } = running()
  if (!here || kiosk) return
  for (;;) {
    const over = weekToTell(await countsNow(), rightNow())
    if (!over || running().here !== here) return
    // Put away first: a count that is lost costs nobody anything, one that is told twice is wrong.
    await change((before) => told(before, over.week))
    try {
      await send(TELL, over)
    } catch (error) {
      if (!(error instanceof NotSaved)) throw error
      await change((before) => ({ ...before, weeks: { ...before.weeks, [over.week]: over.totals } }))
      return
    }
  }
}

/** One change after the other: two at once would each forget the other. */
function change(how: (before: Counts) => Counts): Promise<void> {
  const { here, kiosk } = running()
  const write = async (): Promise<void> => {
    if (!here || kiosk || running().here !== here) return
    const before = await countsNow()
    const after = how(before)
    if (after !== before) await here.vault.setNote(NOTE, after)
  }
  // What cannot be counted is not: no screen waits for it.
  const done = writing.then(write).catch((error: unknown) => console.error(error))
  writing = done
  return done
}

async function countsNow(): Promise<Counts> {
  return (await running().here?.vault.note<Counts>(NOTE)) ?? NOTHING
}
