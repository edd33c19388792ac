/** What will happen in a run: drawn from its seed before it begins, so that the seed tells the whole story. */
import type { Chance } from './chance'
import type { Mischief } from './disk'
import type { Fates } from './line'

export type Deed =
  | 'say'
  | 'voice'
  | 'photo'
  | 'trip'
  | 'later'
  | 'language'
  | 'write'
  | 'exchange'
  | 'wait'
  | 'lock'
  | 'change_person'
  | 'retry'
  | 'kill'
  | 'power_cut'
  | 'second_tab'
  | 'forked_tab'
  | 'offline'
  | 'online'
  | 'clock'
  | 'evict_vault'
  | 'evict_all'
  | 'forgot_pin'
  | 'wrong_pins'
  | 'new_device'
  | 'wash_ashore'
  | 'kill_server'
  | 'restart_server'
  | 'kill_worker'
  | 'start_worker'
  | 'backup'
  | 'restore'
  | 'move'
  | 'move_back'
  | 'end_holding'
  | 'revoke'
  | 'rotate'
  | 'update'
  | 'settle'
  | 'burst'

export interface Step {
  deed: Deed
  /** Which of the devices, and which of the people who use it. */
  device: number
  person: number
  mischief: Mischief
  /** For whatever else it needs. */
  chance: number
  /** Not waited for: the next step happens meanwhile. */
  meanwhile: boolean
}

export interface Plot {
  devices: number
  processes: number
  worker: boolean
  applySeconds: number
  databaseIsBackup: boolean
  persisted: boolean
  fates: Fates
  steps: Step[]
}

const ALWAYS: Partial<Record<Deed, number>> = {
  say: 10,
  voice: 2,
  photo: 1,
  language: 1,
  write: 1.5,
  exchange: 5,
  wait: 2,
  retry: 2,
  lock: 0.7,
  change_person: 1.5
}
// Each run is given some of these, by far not all: faults that come one by one find more than a storm of all of them.
const SOMETIMES: Partial<Record<Deed, number>> = {
  trip: 1.5,
  later: 1.5,
  kill: 3,
  power_cut: 2.5,
  second_tab: 1.5,
  forked_tab: 2,
  offline: 2,
  clock: 2,
  evict_vault: 1,
  evict_all: 0.7,
  forgot_pin: 1.2,
  wrong_pins: 0.5,
  new_device: 1,
  kill_server: 2.5,
  kill_worker: 2,
  backup: 2.5,
  restore: 1.5,
  move: 1.2,
  end_holding: 1,
  revoke: 0.8,
  rotate: 1
}
const NEEDS: Partial<Record<Deed, Partial<Record<Deed, number>>>> = {
  offline: { online: 2.5 },
  kill_server: { restart_server: 3 },
  kill_worker: { start_worker: 2 },
  restore: { backup: 3 },
  move: { move_back: 1.2 },
  later: { update: 0.6 },
  trip: { settle: 1 }
}
const NET: Fates = {
  refused: 1,
  lost: 3,
  cut_ask: 1,
  cut_answer: 1,
  half_answer: 1,
  twice: 2,
  twice_at_once: 1.5,
  late: 1.5,
  torn_zip: 1,
  busy: 1,
  failed: 0.7,
  gateway: 0.5,
  portal: 0.5,
  server_dies: 3,
  disk_full: 1.5
}
const MISCHIEF: (keyof Mischief)[] = ['die', 'full', 'fullAtCommit', 'close']
const LONGEST_STEP = 30

export function plot(chance: Chance): Plot {
  const deeds = { ...ALWAYS, ...some(chance, SOMETIMES, 0.28) }
  for (const deed of Object.keys(deeds) as Deed[]) Object.assign(deeds, NEEDS[deed])
  const fates = some(chance, NET, chance.pick([0, 0.25, 0.5]))
  if (Object.keys(fates).some((fate) => fate === 'late')) deeds.wash_ashore = 2
  if ('server_dies' in fates) deeds.restart_server = 3
  // More than one push holds: it takes seconds, so it is rare.
  if (chance.odds(0.015)) deeds.burst = 2
  const mischief = MISCHIEF.filter(() => chance.odds(0.4))
  const length = chance.int(8, 28)
  return {
    devices: chance.int(1, 3),
    processes: chance.odds(0.25) ? 2 : 1,
    worker: chance.odds(0.4),
    applySeconds: chance.pick([0, 0.5]),
    databaseIsBackup: !('backup' in deeds) && chance.odds(0.4),
    persisted: !('evict_all' in deeds),
    fates: { good: chance.int(6, 18), ...fates },
    steps: Array.from({ length }, () => step(chance, deeds, mischief))
  }
}

function step(chance: Chance, deeds: Partial<Record<Deed, number>>, mischief: (keyof Mischief)[]): Step {
  const strikes = mischief.length > 0 && chance.odds(0.45)
  return {
    deed: chance.weighted(deeds),
    device: chance.int(0, 2),
    person: chance.int(0, 1),
    mischief: strikes ? { [chance.pick(mischief)]: 1 + Math.floor(LONGEST_STEP * chance.next() ** 2) } : {},
    chance: chance.next(),
    meanwhile: chance.odds(0.15)
  }
}

function some<T extends string>(chance: Chance, from: Partial<Record<T, number>>, odds: number): Partial<Record<T, number>> {
  const entries = Object.entries(from) as [T, number][]
  return Object.fromEntries(entries.filter(() => chance.odds(odds))) as Partial<Record<T, number>>
}
