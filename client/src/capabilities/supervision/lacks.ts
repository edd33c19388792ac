/** What a step of the check-in still lacks, and which answers shut each other out. Apart from steps.ts: lists of what was begun need none of it. */
import { t } from '@/kernel/words'
import type { FormError } from '@/kernel/ui'
import { LONGEST_ANSWER, LONGEST_DETAIL, type CheckinDraft, type Help } from './shapes'
import type { Step, StepKind } from './steps'

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
