/** The check-in, one thing a screen: which steps there are, and which comes next. */
import type { CheckinRow } from './shapes'

export type StepKind = 'feel' | 'help' | 'details' | 'question' | 'photo' | 'place' | 'signature' | 'look'

export interface Step {
  /** What stands in the address: "feel", "question-2". */
  name: string
  kind: StepKind
  /** The id of the worker's question, for a question step; '' else. */
  question: string
}

/** The steps of this check-in in their order; nobody signs what they have not looked over. One that the person began has no questions. */
export function stepsOf(row: CheckinRow | null): Step[] {
  const questions = (row?.questions ?? []).map((asked, i): Step => ({ name: `question-${i + 1}`, kind: 'question', question: asked.id }))
  return [plain('feel'), plain('help'), plain('details'), ...questions, plain('photo'), plain('place'), plain('look'), plain('signature')]
}

/** The step of that name; the first where there is none: a worker may have taken a question away meanwhile. */
export function stepNamed(steps: readonly Step[], name: string): Step {
  return steps.find((step) => step.name === name) ?? steps[0]!
}

/** The step before (-1) or after (1); null beyond either end. */
export function stepBeside(steps: readonly Step[], name: string, by: 1 | -1): Step | null {
  return steps[steps.indexOf(stepNamed(steps, name)) + by] ?? null
}

function plain(kind: Exclude<StepKind, 'question'>): Step {
  return { name: kind, kind, question: '' }
}
