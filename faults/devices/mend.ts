/** After the plot: every fault ends, everybody does what they can, and time passes, until nothing moves any more. */
import { Killed } from './disk'
import type { Device } from './device'
import type { Run } from './run'

const MOST_ROUNDS = 8
const LAST_WORDS = new Set(['accepted', 'refused', 'quarantined'])

export async function mend(run: Run): Promise<void> {
  run.note('— everything is mended —')
  const { site } = run
  await site.killWorker()
  await site.killServer()
  site.commands = ['faults.trip@1', 'faults.later@1']
  site.settings.APPLY_SECONDS = 5
  await site.serve()
  for (const device of run.devices) await restart(device)
  // What was read before says nothing any more.
  for (const wish of run.model.wishes) wish.status = ''
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = await fingerprint(run)
    for (const device of run.devices) if (!(await isQuiet(run, device))) await comeIn(run, device, round)
    const judged = await site.ask<number>('settle')
    if (!judged && (await fingerprint(run)) === before) return
  }
  run.model.wrong.push('devices and server never came to rest')
}

/** Nothing waits on it, and whoever used it has read what became of everything. */
async function isQuiet(run: Run, device: Device): Promise<boolean> {
  const { tab } = device
  if (!tab || tab.dead || !device.visited) return false
  const { outcome, waiting } = tab.session.exchange.facts
  const read = run.model.onDevice(device.name).every((wish) => !wish.shown || LAST_WORDS.has(wish.status))
  return read && outcome === 'good' && waiting.acts + waiting.files === 0
}

async function restart(device: Device): Promise<void> {
  device.killAll()
  Object.assign(device.line, { offline: false, fates: { good: 1 } })
  await device.line.washAshore()
  await device.open()
}

/** The device by itself, by its own timers only; then each person who can, unlocked. */
async function comeIn(run: Run, device: Device, round: number): Promise<void> {
  try {
    // By its own timers only, as when nobody is there.
    if (round) await device.wait()
    if (device.tab?.session.exchange.facts.outcome === 'unknown_device' || device.stage === 'new') await anew(run, device)
    for (const person of Object.keys(device.pins)) await visit(run, device, person)
    device.visited = true
  } catch (error) {
    if (!(error instanceof Killed)) throw error
  }
}

async function visit(run: Run, device: Device, person: string): Promise<void> {
  if (!(await device.be(person))) return
  if (device.tab?.session.exchange.facts.outcome === 'token_ended') return again(run, device, person)
  await device.read(person)
  device.readers.add(person)
  await device.readDraft(person)
}

/** The server does not know the device any more, or it is empty: staff give a new code. */
async function anew(run: Run, device: Device): Promise<void> {
  const person = Object.keys(device.pins)[0]!
  await run.letIn(device, person)
}

/** The server has forgotten that this person was let in: staff give a new code, for this device. */
async function again(run: Run, device: Device, person: string): Promise<void> {
  if (device.renewed.has(person)) return
  device.renewed.add(person)
  await run.letIn(device, person)
}

async function fingerprint(run: Run): Promise<string> {
  const states = await Promise.all(
    run.devices.map(async (device) => {
      if (!device.tab || device.tab.dead) return 'dead'
      const [reached, waiting] = await Promise.all([device.tab.session.waiting.reached(), device.tab.session.waiting.count()])
      return JSON.stringify([device.stage, reached, waiting, device.tab.session.exchange.facts.waiting.files])
    })
  )
  return states.join('\n')
}
