/** What somebody did in an H5P package, said as xAPI statements. Source: the xAPI specification 1.0.3, and H5P's own list of verbs. */
import type { Outcome } from '@/kernel/sandbox'
import { EventDispatcher, H5pEvent, type Dispatcher } from './events'

const VERBS = 'http://adlnet.gov/expapi/verbs/'
/** With these somebody has come to the end of something. */
const ENDS = ['completed', 'answered', 'passed', 'failed', 'mastered', 'consumed']

/** A part of a package that speaks. */
export interface Speaker extends Dispatcher {
  contentId?: unknown
  subContentId?: string
  libraryInfo?: { versionedNameNoSpaces: string }
  activityStartTime?: number
}

interface Result {
  score?: { min: number; max: number; raw: number; scaled?: number }
  completion?: boolean
  success?: boolean
  duration?: string
  response?: unknown
}

export interface Statement {
  verb?: { id: string; display: Record<string, string> }
  actor?: object
  object?: { id: string; objectType: string; definition: Record<string, unknown> }
  context?: { contextActivities: { parent?: object[]; category?: object[] } }
  result?: Result
}

export class XapiEvent extends H5pEvent {
  declare readonly data: { statement: Statement }

  constructor() {
    super('xAPI', { statement: {} }, { bubbles: true, external: true })
  }

  setVerb(verb: string): void {
    this.data.statement.verb = { id: verb.includes('/') ? verb : VERBS + verb, display: { 'en-US': verb } }
  }

  getVerb(full = false): string | null {
    const id = this.data.statement.verb?.id
    return id === undefined ? null : full ? id : id.slice(VERBS.length)
  }

  setActor(): void {
    // Who it is, a package is never told.
    this.data.statement.actor = { objectType: 'Agent', account: { homePage: 'https://package.invalid', name: 'you' } }
  }

  setObject({ contentId, subContentId }: Speaker): void {
    const id = `https://package.invalid/${String(contentId)}${subContentId ? `?subContentId=${subContentId}` : ''}`
    this.data.statement.object = { id, objectType: 'Activity', definition: { extensions: { 'http://h5p.org/x-api/h5p-local-content-id': contentId } } }
  }

  setContext({ parent, libraryInfo }: Speaker): void {
    const above = parent as Speaker | undefined
    const parents = above?.contentId === undefined ? {} : { parent: [{ id: `https://package.invalid/${String(above.contentId)}`, objectType: 'Activity' }] }
    const kind = libraryInfo ? { category: [{ id: `http://h5p.org/libraries/${libraryInfo.versionedNameNoSpaces}`, objectType: 'Activity' }] } : {}
    this.data.statement.context = { contextActivities: { ...parents, ...kind } }
  }

  setScoredResult(raw: number, max: number, of?: Speaker, completion?: boolean, success?: boolean): void {
    const score = { min: 0, max, raw, ...(max > 0 && { scaled: Math.round((raw / max) * 10_000) / 10_000 }) }
    const seconds = of?.activityStartTime ? Math.round((Date.now() - of.activityStartTime) / 10) / 100 : null
    this.data.statement.result = {
      score,
      ...(completion !== undefined && { completion }),
      ...(success !== undefined && { success }),
      ...(seconds !== null && { duration: `PT${seconds}S` })
    }
  }

  getScore(): number | null {
    return this.data.statement.result?.score?.raw ?? null
  }

  getMaxScore(): number | null {
    return this.data.statement.result?.score?.max ?? null
  }

  getVerifiedStatementValue(keys: string[]): unknown {
    return keys.reduce<unknown>((found, key) => (found as Record<string, unknown> | null | undefined)?.[key], this.data.statement) ?? null
  }

  isFromChild(): boolean {
    return !!this.data.statement.context?.contextActivities.parent
  }

  getContentXAPIId(): string | undefined {
    return this.data.statement.object?.id
  }
}

/** What every part of a package can say. */
interface Speaks extends Speaker {
  createXAPIEventTemplate: (verb: string, more?: Partial<Statement>) => XapiEvent
  triggerXAPI: (verb: string, more?: Partial<Statement>) => void
  triggerXAPICompleted: (score: number, max: number, success?: boolean) => void
  triggerXAPIScored: (score: number, max: number, verb: string, completion?: boolean, success?: boolean) => void
  setActivityStarted: () => void
}

const speaks: Pick<Speaks, Exclude<keyof Speaks, keyof Speaker>> & ThisType<Speaks> = {
  createXAPIEventTemplate(verb, more = {}) {
    const event = new XapiEvent()
    event.setActor()
    event.setVerb(verb)
    Object.assign(event.data.statement, more)
    if (!('object' in more)) event.setObject(this)
    if (!('context' in more)) event.setContext(this)
    return event
  },
  triggerXAPI(verb, more) {
    this.trigger(this.createXAPIEventTemplate(verb, more))
  },
  triggerXAPICompleted(score, max, success) {
    this.triggerXAPIScored(score, max, 'completed', true, success)
  },
  triggerXAPIScored(score, max, verb, completion, success) {
    const event = this.createXAPIEventTemplate(verb)
    event.setScoredResult(score, max, this, completion, success)
    this.trigger(event)
  },
  setActivityStarted() {
    if (this.activityStartTime !== undefined) return
    this.activityStartTime = Date.now()
    this.triggerXAPI('attempted')
  }
}

Object.assign((EventDispatcher as unknown as { prototype: object }).prototype, speaks)

/** What came of the whole package by this statement; null where it says nothing of that. */
export function outcomeOf(event: XapiEvent): Outcome | null {
  const { result, context } = event.data.statement
  if (context?.contextActivities.parent || !ENDS.includes(event.getVerb() ?? '') || result?.completion === false) return null
  const { raw, max, scaled } = result?.score ?? {}
  const part = scaled ?? (raw !== undefined && max ? raw / max : null)
  const success = result?.success ?? { passed: true, mastered: true, failed: false }[event.getVerb() ?? '']
  const verb = success === undefined ? 'finished' : success ? 'passed' : 'failed'
  return { verb, score: part === null ? null : Math.min(1, Math.max(0, part)) }
}
