/** What an app or a package may say through its port, and how much. Whatever else it says is not heard. */

/** Letters of one message: 64 KB of progress, and what belongs around it. */
const LONGEST = 70_000
export const MOST_PROGRESS = 64 * 1024
export const MOST_EVIDENCE = 2048
const LONGEST_PATH = 1000
const MOST_IN_A_WHILE = 40
const WHILE_MS = 10_000

/** What came of something that somebody did. `score`: from 0 to 1; null where nothing was counted. */
export interface Outcome {
  verb: 'finished' | 'passed' | 'failed'
  score: number | null
}

export type Said =
  | ({ id: number; do: 'did' } & Outcome)
  | { id: number; do: 'go'; path: string }
  | { id: number; do: 'offer'; competence: string; score: number; evidence: string }
  | { id: number; do: 'progress'; value: unknown }
  | { id: number; do: 'leave' }

/** A message as it came; null for whatever is none of these. */
export function understood(data: unknown): Said | null {
  if (typeof data !== 'string' || data.length > LONGEST) return null
  try {
    const said = JSON.parse(data) as Record<string, unknown> | null
    if (typeof said !== 'object' || said === null || !isWhole(said.id)) return null
    return shaped(said.id, said)
  } catch {
    return null
  }
}

function shaped(id: number, said: Record<string, unknown>): Said | null {
  if (said.do === 'leave') return { id, do: 'leave' }
  if (said.do === 'progress') return fits(said.value, MOST_PROGRESS) ? { id, do: 'progress', value: said.value ?? null } : null
  if (said.do === 'did') return isOutcome(said) ? { id, do: 'did', verb: said.verb, score: said.score } : null
  if (said.do === 'go') return isText(said.path, LONGEST_PATH) ? { id, do: 'go', path: said.path } : null
  const { competence, score, evidence = '' } = said
  const good = said.do === 'offer' && isText(competence, 40) && isWhole(score) && isText(evidence, MOST_EVIDENCE)
  return good ? { id, do: 'offer', competence, score, evidence } : null
}

function isOutcome(said: object): said is Outcome {
  const { verb, score } = said as Partial<Outcome>
  const counted = score === null || (typeof score === 'number' && score >= 0 && score <= 1)
  return ['finished', 'passed', 'failed'].includes(verb ?? '') && counted
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function isText(value: unknown, most: number): value is string {
  return typeof value === 'string' && new TextEncoder().encode(value).length <= most
}

function fits(value: unknown, most: number): boolean {
  return isText(JSON.stringify(value ?? null), most)
}

/** Counts what an app says. Who says too much in a short while is not listened to any more. */
export class Meter {
  private said: number[] = []

  constructor(private readonly now: () => number) {}

  /** False for what is too much. */
  count(): boolean {
    const at = this.now()
    this.said = [...this.said.filter((one) => one > at - WHILE_MS), at]
    return this.said.length <= MOST_IN_A_WHILE
  }
}

/** Whether an app still answers. */
export class Pulse {
  private last: number

  constructor(
    private readonly most: number,
    now: number
  ) {
    this.last = now
  }

  heard(now: number): void {
    this.last = now
  }

  gone(now: number): boolean {
    return now - this.last > this.most
  }
}
