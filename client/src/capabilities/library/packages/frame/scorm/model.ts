/**
 * What a course of SCORM notes and asks: the elements of its data model, by name, as text.
 * Sources: SCORM 1.2 Run-Time Environment, 3.3 and 3.4; SCORM 2004 4th Edition Run-Time Environment, 3.1 and 4.1.
 */
import type { Outcome } from '@/kernel/sandbox'

export type Edition = '1.2' | '2004'
export type Values = Record<string, string>

/** As both editions number them, under the name of 2004. */
const ERRORS = {
  '1.2': { none: '0', begun: '101', not_begun: '301', not_there: '401', only_read: '403', only_written: '404' },
  '2004': { none: '0', begun: '103', not_begun: '132', not_there: '401', only_read: '404', only_written: '405' }
} as const
type Trouble = keyof (typeof ERRORS)['1.2']

const BEGIN: Readonly<Record<Edition, Values>> = {
  '1.2': {
    'cmi.core.student_id': 'you',
    'cmi.core.student_name': '',
    'cmi.core.lesson_location': '',
    'cmi.core.credit': 'credit',
    'cmi.core.lesson_status': 'not attempted',
    'cmi.core.score.raw': '',
    'cmi.core.score.min': '',
    'cmi.core.score.max': '',
    'cmi.core.total_time': '0000:00:00.00',
    'cmi.core.lesson_mode': 'normal',
    'cmi.suspend_data': '',
    'cmi.comments': '',
    'cmi.student_data.mastery_score': '',
    'cmi.student_preference.audio': '0',
    'cmi.student_preference.language': '',
    'cmi.student_preference.text': '0'
  },
  '2004': {
    'cmi._version': '1.0',
    'cmi.learner_id': 'you',
    'cmi.learner_name': '',
    'cmi.location': '',
    'cmi.credit': 'credit',
    'cmi.mode': 'normal',
    'cmi.completion_status': 'unknown',
    'cmi.success_status': 'unknown',
    'cmi.total_time': 'PT0S',
    'cmi.suspend_data': '',
    'cmi.learner_preference.audio_level': '1',
    'cmi.learner_preference.language': '',
    'adl.nav.request': '_none_'
  }
}
const OURS = /\.(?:student_id|student_name|credit|entry|total_time|lesson_mode|launch_data|learner_id|learner_name|mode|_count|_children|_version)$/
const TOLD_ONLY = /\.(?:session_time|exit)$/
const KNOWN = /^(?:cmi|adl)\./

export class Course {
  private readonly values: Values
  private state: 'before' | 'open' | 'over' = 'before'
  private trouble: Trouble = 'none'

  /** `left`: as `kept` was when somebody left it. */
  constructor(
    readonly edition: Edition,
    left: Values | null,
    launch: string,
    private readonly changed: (course: Course) => void
  ) {
    const core = edition === '1.2' ? 'cmi.core.' : 'cmi.'
    this.values = { ...BEGIN[edition], ...left, 'cmi.launch_data': launch, [`${core}entry`]: left ? 'resume' : 'ab-initio' }
  }

  begin(): string {
    if (this.state !== 'before') return this.no('begun')
    this.state = 'open'
    return this.yes()
  }

  end(): string {
    if (this.state !== 'open') return this.no('not_begun')
    this.state = 'over'
    this.said()
    this.changed(this)
    return this.yes()
  }

  commit(): string {
    if (this.state !== 'open') return this.no('not_begun')
    this.changed(this)
    return this.yes()
  }

  get(name: string): string {
    if (this.state !== 'open') return this.no('not_begun', '')
    if (TOLD_ONLY.test(name)) return this.no('only_written', '')
    const found = this.counted(name) ?? this.values[name]
    if (found === undefined) return this.no('not_there', '')
    this.trouble = 'none'
    return found
  }

  set(name: string, value: unknown): string {
    if (this.state !== 'open') return this.no('not_begun')
    if (!KNOWN.test(name)) return this.no('not_there')
    if (OURS.test(name)) return this.no('only_read')
    this.values[name] = String(value)
    this.changed(this)
    return this.yes()
  }

  lastError(): string {
    return ERRORS[this.edition][this.trouble]
  }

  /** What it may be told again the next time. */
  kept(): Values {
    return Object.fromEntries(Object.entries(this.values).filter(([name]) => !TOLD_ONLY.test(name) && !/entry$|launch_data$/.test(name)))
  }

  /** What came of it so far; null while it goes on. */
  outcome(): Outcome | null {
    const { 'cmi.core.lesson_status': status = '', 'cmi.completion_status': done = '', 'cmi.success_status': success = '' } = this.values
    const said = [status, success].find((one) => one === 'passed' || one === 'failed')
    const verb = (said as Outcome['verb'] | undefined) ?? ([status, done].includes('completed') ? 'finished' : null)
    return verb && { verb, score: this.score() }
  }

  /** Who ends without a word of how it went, and does not mean to go on, has come to the end. */
  private said(): void {
    if (this.values['cmi.core.exit'] === 'suspend' || this.values['cmi.exit'] === 'suspend') return
    const [name, nothing] = this.edition === '1.2' ? ['cmi.core.lesson_status', 'not attempted'] : ['cmi.completion_status', 'unknown']
    if (this.values[name!] === nothing) this.values[name!] = 'completed'
  }

  private score(): number | null {
    const part = (name: string) => this.values[`cmi.${this.edition === '1.2' ? 'core.' : ''}score.${name}`] || undefined
    if (part('scaled') !== undefined) return share(Number(part('scaled')))
    const [raw, least, most] = [part('raw'), part('min') ?? '0', part('max') ?? '100'].map(Number)
    return part('raw') === undefined || most! <= least! ? null : share((raw! - least!) / (most! - least!))
  }

  /** How many there are of what a course numbers from 0, and which parts an element may have. */
  private counted(name: string): string | undefined {
    if (name.endsWith('._children')) return [...new Set(this.below(name.slice(0, -'_children'.length)))].join(',')
    if (!name.endsWith('._count')) return undefined
    const numbers = this.below(name.slice(0, -'_count'.length)).map(Number).filter(Number.isInteger)
    return String(numbers.length ? Math.max(...numbers) + 1 : 0)
  }

  private below(start: string): string[] {
    return Object.keys(this.values).flatMap((name) => (name.startsWith(start) ? [name.slice(start.length).split('.')[0]!] : []))
  }

  private yes(): string {
    this.trouble = 'none'
    return 'true'
  }

  private no(why: Trouble, answer = 'false'): string {
    this.trouble = why
    return answer
  }
}

function share(part: number): number | null {
  return Number.isFinite(part) ? Math.min(1, Math.max(0, part)) : null
}
