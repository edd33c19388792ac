/** The check-in, one thing a screen: which steps there are, which comes next, and what a step still lacks. */
import { t } from '@/kernel/words'
import type { FormError } from '@/kernel/ui'
import { LONGEST_ANSWER, LONGEST_DETAIL, type CheckinDraft, type CheckinRow, type Help } from './shapes'

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

/** What this step still lacks, each in a sentence and with the id of the place to go to. */
export function lacks(step: Step, draft: CheckinDraft): FormError[] {
  return CHECKS[step.kind](draft, step)
}

/** What the check-in lacks before it can be signed; each points at the line of its step in the summary. */
export function lacksAnything(steps: readonly Step[], draft: CheckinDraft): FormError[] {
  const before = steps.filter((step) => step.kind !== 'signature')
  return before.flatMap((step) => lacks(step, draft).map((error) => ({ ...error, at: `line-${step.name}` })))
}

/** "No help" and a kind of help shut each other out; the last one picked wins. */
export function withHelp(before: readonly Help[], after: readonly Help[]): Help[] {
  const added = after.find((kind) => !before.includes(kind))
  if (added === 'NO_HELP') return ['NO_HELP']
  return added ? after.filter((kind) => kind !== 'NO_HELP') : [...after]
}

const CHECKS: Record<StepKind, (draft: CheckinDraft, step: Step) => FormError[]> = {
  feel: (draft) => unless(draft.feeling !== '', 'feeling', 'checkin.feel.missing'),
  help: (draft) => [
    ...unless(draft.help.length > 0 || draft.callback, 'help', 'checkin.help.missing'),
    ...unless(draft.help_words.length <= LONGEST_ANSWER, 'help-words', 'checkin.too_long')
  ],
  details: ({ details }) => [
    ...unless(details.phone === '' || looksLikePhone(details.phone), 'phone', 'checkin.details.bad_phone'),
    ...unless(details.email === '' || looksLikeEmail(details.email), 'email', 'checkin.details.bad_email'),
    ...unless(details.address.trim().length <= LONGEST_DETAIL.address, 'address', 'checkin.details.long_address')
  ],
  question: (draft, step) => {
    const answer = draft.answers[step.question]
    return [
      ...unless(!!answer && (answer.skipped || answer.words.trim() !== '' || answer.voice !== null), 'answer', 'checkin.question.missing'),
      ...unless((answer?.words.length ?? 0) <= LONGEST_ANSWER, 'answer', 'checkin.too_long')
    ]
  },
  photo: (draft) => unless(draft.photo !== null || draft.no_photo !== '', 'photo', 'checkin.photo.missing'),
  place: (draft) => unless(draft.place !== null || draft.no_place !== '', 'place', 'checkin.place.missing'),
  signature: (draft) => unless(draft.signature !== null, 'signature', 'checkin.signature.missing'),
  look: () => []
}

function plain(kind: Exclude<StepKind, 'question'>): Step {
  return { name: kind, kind, question: '' }
}

function unless(fine: boolean, at: string, key: string): FormError[] {
  return fine ? [] : [{ at, says: t(key) }]
}

/** Only what is surely wrong is stopped here; the server knows the numbers of the country. */
function looksLikePhone(text: string): boolean {
  return /^[+\d\s()-]+$/.test(text) && text.replace(/\D/g, '').length >= 7 && text.trim().length <= LONGEST_DETAIL.phone
}

function looksLikeEmail(text: string): boolean {
  return /^\S+@\S+\.\S+$/.test(text) && text.trim().length <= LONGEST_DETAIL.email
}
