import { describe, expect, it } from 'vitest'
import type { ActView } from '@/kernel/acts'
import { appsOf, mineOf, type Known } from './mine'
import type { AppRow, CompetenceRow, SharingRow } from './shapes'

const app = (n: number): AppRow => ({
  app: 'app-1',
  version: `version-${n}`,
  n,
  partner: 'Spokes Trust',
  manifest: {
    throughgate: 1,
    name: { en: 'Cycle maintenance' },
    version: `1.${n}`,
    says: {},
    needs: [],
    offers: [{ competence: 'cycle-basics', name: { en: 'Basics', cy: 'Hanfodion' }, most: 8 }],
    wasm: false
  },
  scripts: [],
  file: null,
  statement: '',
  signed_at: `2026-11-0${n}T12:00:00Z`,
  taken_back: ''
})
const earned: CompetenceRow = {
  id: 'act-1',
  act: 'act-1',
  app: 'app-1',
  partner: 'Spokes Trust',
  key: 'cycle-basics',
  name: { en: 'Basics', cy: 'Hanfodion' },
  score: 7,
  most: 8,
  evidence: '',
  earned_at: '2026-11-10T12:00:00Z',
  confirmed: null
}
const shared: SharingRow = {
  id: 'act-2',
  act: 'act-2',
  competence: 'act-1',
  employer: 'e-1',
  employer_name: 'Eastmere Cycles',
  from_at: '2026-11-11T12:00:00Z',
  until: '2026-12-11T12:00:00Z',
  stopped_at: null
}
const act = (id: string, command: string, said: object): ActView => ({ id, command, about: 'apps', made: '2026-11-12T12:00:00Z', said, status: 'saved' })
const known: Known = {
  apps: [app(1)],
  competences: [earned],
  sharings: [shared],
  employers: [{ employer: 'e-1', name: 'Eastmere Cycles' }],
  acts: [],
  lang: 'cy',
  now: new Date('2026-11-12T12:00:00Z')
}
const sharings = (more: Partial<Known>) => mineOf({ ...known, ...more })[0]!.sharings.map((one) => [one.employer, one.sent])

describe('what somebody can do', () => {
  it('is called by its name in their language', () => {
    expect(mineOf(known).map((one) => one.name)).toEqual(['Hanfodion'])
  })

  it('is there before the server has heard of it, and once after', () => {
    const said = act('act-3', 'apps.earn@1', { app: 'app-1', competence: 'cycle-basics', score: 8 })
    expect(mineOf({ ...known, acts: [said] }).map((one) => [one.id, one.known])).toEqual([['act-3', false], ['act-1', true]])
    expect(mineOf({ ...known, acts: [{ ...said, id: 'act-1' }] })).toHaveLength(1)
  })

  it('is shared with whom they chose, until it ends or they stop it, heard or not', () => {
    expect(sharings({})).toEqual([['Eastmere Cycles', true]])
    expect(sharings({ now: new Date('2027-01-01T00:00:00Z') })).toEqual([])
    expect(sharings({ sharings: [{ ...shared, stopped_at: '2026-11-12T00:00:00Z' }] })).toEqual([])
    expect(sharings({ acts: [act('act-4', 'apps.stop_sharing@1', { sharing: 'act-2' })] })).toEqual([])
    const again = act('act-5', 'apps.share@1', { competence: 'act-1', employer: 'e-1', until: '2026-12-01T00:00:00Z' })
    expect(sharings({ sharings: [], acts: [again] })).toEqual([['Eastmere Cycles', false]])
  })
})

describe('apps', () => {
  it('are shown in their newest version', () => {
    expect(appsOf([app(2), app(1)]).map((one) => one.n)).toEqual([2])
  })
})
