/** Many runs, several at a time: `node main.mjs '{"seed":1,"runs":150,…}'`. See ../README.md. */
import { openSync, readFileSync } from 'node:fs'
import { Chance } from './chance'
import { Device } from './device'
import { Disk } from './disk'
import { Keeper } from './keeper'
import { Line } from './line'
import { mend } from './mend'
import { Model } from './model'
import { Run, tired, told, type Cast, type Ground } from './run'
import { Site, type World } from './site'
import { verdict, type Verdict } from './verdict'

interface Asked {
  seed: number
  runs: number
  lanes: number
  outbox: number
  room: string
  python: string
  tell: boolean
  seal: object[]
}

const asked = JSON.parse(process.argv[2]!) as Asked
const total = { runs: 0, acts: 0, lost: 0, doubled: 0, held: 0, unexplained: 0, thrown: 0 }

process.on('unhandledRejection', (error) => {
  if (!['Killed', 'AbortError'].includes((error as Error)?.name) && asked.tell) console.error('nobody heard:', told(error))
})

// A socket whose other end was killed may say so when nobody listens to it any more.
process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' || error.code === 'ECONNRESET') return
  console.error(told(error))
  process.exit(2)
})

process.stdin.on('end', () => process.exit(2)).resume()

async function main(): Promise<void> {
  const log = openSync(`${asked.room}/log`, 'a')
  const keepers = { device: new Keeper(asked.python, 'device', log), staff: new Keeper(asked.python, 'staff', log) }
  const world = JSON.parse(readFileSync(`${asked.room}/world.json`, 'utf8')) as World
  const ground: Ground = { keepers, world, room: asked.room, cast: [], seal: asked.seal, outbox: asked.outbox, tell: asked.tell }
  ground.cast = await prologue(ground)
  const seeds = Array.from({ length: asked.runs }, (_, i) => asked.seed + i)
  await Promise.all(Array.from({ length: Math.min(asked.lanes, asked.runs) }, () => lane(ground, seeds)))
  keepers.device.close()
  keepers.staff.close()
  if (total.thrown) console.log(`${total.thrown} acts were thrown away by browsers that had said that they may`)
  console.log(`runs ${total.runs} acts ${total.acts} lost ${total.lost} doubled ${total.doubled} held ${total.held} unexplained ${total.unexplained}`)
  process.exit(total.lost + total.doubled + total.unexplained ? 1 : 0)
}

async function lane(ground: Ground, seeds: number[]): Promise<void> {
  for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) await one(ground, seed)
}

async function one(ground: Ground, seed: number): Promise<void> {
  const run = new Run(ground, seed)
  const began = Date.now()
  try {
    await run.play()
    const played = Date.now()
    await Promise.race([mend(run), tired('mending', asked.outbox * 40)])
    const mended = Date.now()
    report(run, await Promise.race([verdict(run), tired('judging', asked.outbox * 20)]))
    run.note(`seed ${seed}: played ${played - began} ms, mended ${mended - played} ms, judged ${Date.now() - mended} ms`)
  } catch (error) {
    report(run, { acts: 0, lost: [], doubled: [], held: 0, unexplained: [told(error)], thrown: 0 })
  } finally {
    await run.end().catch((error) => console.error(told(error)))
  }
}

function report(run: Run, { acts, lost, doubled, held, unexplained, thrown }: Verdict): void {
  total.runs += 1
  total.acts += acts
  total.held += held
  total.thrown += thrown
  total.lost += lost.length
  total.doubled += doubled.length
  total.unexplained += unexplained.length
  const bad = [...lost.map((one) => `lost: ${one}`), ...doubled.map((one) => `doubled: ${one}`), ...unexplained.map((one) => `unexplained: ${one}`)]
  if (!bad.length) return
  console.log(`seed ${run.seed} failed; it is repeated by ./dev faults --seed ${run.seed} --runs 1`)
  for (const one of bad.slice(0, 8)) console.log(`  ${one}`)
  if (asked.tell) for (const device of run.devices) for (const error of device.tab?.errors ?? []) console.log(`  ${device.name} wrote: ${error}`)
}

/** Three devices are let in once, by the app itself; each run begins with a copy of their disks and of the server's database. */
async function prologue(ground: Ground): Promise<Cast[]> {
  const site = new Site(ground.keepers, `${ground.room}/prologue`, ground.world, { APPLY_SECONDS: 1, DATABASE_IS_BACKUP: false, SEAL_KEYS: JSON.stringify(ground.seal) }, 1)
  await site.begin()
  await site.serve()
  const [ada, bram, carys] = ground.world.people.map((person) => person.id) as [string, string, string]
  const cast = [
    await enrolled(site, 'shared', 'tablet', [ada, bram]),
    await enrolled(site, 'own', 'tablet', [ada]),
    await enrolled(site, 'phone', 'phone', [carys])
  ]
  await site.killServer()
  await site.ask('keep_as_template')
  await site.end()
  return cast
}

async function enrolled(site: Site, name: string, kind: 'tablet' | 'phone', people: string[]): Promise<Cast> {
  const line = new Line(site, new Chance(name))
  const device = new Device({ name, kind, id: '', pins: {} }, new Disk(), line, new Chance(name), new Model())
  for (const person of people) {
    const code = await site.ask<string>('code', { person, kind })
    if (!(await device.enrol(person, code))) throw new Error(`${name} was not let in`)
    await device.exchange()
  }
  device.kill()
  line.close()
  return { name, kind, id: device.id, pins: device.pins, dumps: await device.disk.dump() }
}

await main()
