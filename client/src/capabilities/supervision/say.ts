/** From the draft to what is sent, and to the words in which the person sees it first. */
import type { SavedFile } from '@/kernel/acts'
import type { SummaryLine } from '@/kernel/ui'
import { language, t } from '@/kernel/words'
import { emptyDraft, type AnswerDraft, type CheckinDraft, type CheckinRow, type Question, type Said } from './shapes'
import { placeWords } from './place'
import { stepsOf, type Step } from './steps'

/** The command's arguments, as docs/adr/0002 has them. */
export function sayOf(row: CheckinRow | null, draft: CheckinDraft): object {
  return {
    checkin: row?.id ?? null,
    feeling: draft.feeling,
    help: draft.help,
    help_words: draft.help_words.trim(),
    callback: draft.callback,
    details: filledIn(draft.details),
    answers: (row?.questions ?? []).map((asked) => answerOf(asked, draft.answers[asked.id])),
    photo: draft.photo && { file: draft.photo.file.h, source: draft.photo.source },
    no_photo: draft.photo ? '' : draft.no_photo,
    place: draft.place,
    no_place: draft.place ? '' : draft.no_place,
    signature: draft.signature?.h,
    confirmed: true
  }
}

/** Every file the check-in speaks of; those of a question since taken away stay behind. */
export function filesOf(row: CheckinRow | null, draft: CheckinDraft): SavedFile[] {
  const answers = (row?.questions ?? []).map((asked) => draft.answers[asked.id])
  const voices = answers.map((answer) => (answer?.skipped ? null : answer?.voice))
  return [draft.photo?.file, ...voices, draft.signature].filter((file) => file !== null && file !== undefined)
}

/** One line for each step, in plain words; the key is the step's name. */
export function summaryOf(steps: readonly Step[], row: CheckinRow | null, draft: CheckinDraft): SummaryLine[] {
  return steps
    .filter((step) => step.kind !== 'look' && step.kind !== 'signature')
    .map((step) => ({ key: step.name, label: labelOf(step, row), words: wordsOf(step, row, draft) || t('checkin.nothing_yet') }))
}

/** What was sent, in the same lines as it was looked over in. */
export function saidLines(row: CheckinRow | null, said: Said): SummaryLine[] {
  const questions = said.answers.map((answer): Question => {
    const text = answer.text ?? row?.questions.find((one) => one.id === answer.question)?.text
    return { id: answer.question, text: text ?? { en: t('checkin.question.title'), cy: t('checkin.question.title') } }
  })
  const asked = { ...row, questions } as CheckinRow
  return summaryOf(stepsOf(asked), asked, draftOf(said))
}

/** The question itself, or the name of the step. */
export function labelOf(step: Step, row: CheckinRow | null): string {
  const asked = row?.questions.find((one) => one.id === step.question)
  return asked ? questionWords(asked) : t(`checkin.${step.kind}.label`)
}

export function questionWords(asked: Question): string {
  return asked.text[language.value] || asked.text.en
}

function wordsOf(step: Step, row: CheckinRow | null, draft: CheckinDraft): string {
  switch (step.kind) {
    case 'feel':
      return draft.feeling && t(`feeling.${draft.feeling}`)
    case 'help':
      return helpWords(draft)
    case 'details':
      return detailWords(draft)
    case 'question':
      return answerWords(draft.answers[step.question])
    case 'photo':
      return photoWords(draft)
    case 'place':
      return draft.place
        ? placeWords(draft.place, row?.where ?? null).join(' ')
        : draft.no_place && t(`checkin.place.none.${draft.no_place}`)
    case 'signature':
      return draft.signature ? t('checkin.signature.done') : ''
    case 'look':
      return ''
  }
}

function helpWords(draft: CheckinDraft): string {
  const kinds = draft.help.map((kind) => t(`checkin.help.${kind}`))
  return [...kinds, draft.callback ? t('checkin.help.CALLBACK') : '', draft.help_words.trim()].filter(Boolean).join('\n')
}

function detailWords({ details }: CheckinDraft): string {
  const changed = (['phone', 'email', 'address'] as const).filter((name) => details[name].trim())
  if (changed.length === 0) return t('checkin.details.none')
  return changed.map((name) => `${t(`checkin.details.${name}`)}: ${details[name].trim()}`).join('\n')
}

function answerWords(answer: AnswerDraft | undefined): string {
  if (answer?.skipped) return t('checkin.question.skipped')
  return [answer?.words.trim(), answer?.voice ? t('checkin.question.voice') : ''].filter(Boolean).join('\n')
}

function photoWords(draft: CheckinDraft): string {
  if (draft.photo) return t(`checkin.photo.from_${draft.photo.source}`)
  return draft.no_photo && t('checkin.photo.without', { why: t(`checkin.photo.none.${draft.no_photo}`) })
}

function answerOf(asked: Question, answer: AnswerDraft | undefined): object {
  if (answer?.skipped) return { question: asked.id }
  const words = answer?.words.trim()
  return { question: asked.id, ...(words ? { words } : {}), ...(answer?.voice ? { voice: answer.voice.h } : {}) }
}

function draftOf({ details, answers, photo, ...said }: Said): CheckinDraft {
  const empty = emptyDraft()
  const file = { h: '', n: 0, t: '' }
  const kept = answers.map(({ question, words = '', voice }): [string, AnswerDraft] => {
    return [question, { words, voice: voice ? file : null, skipped: !words && !voice }]
  })
  return {
    ...empty,
    ...said,
    details: { ...empty.details, ...details },
    answers: Object.fromEntries(kept),
    photo: photo && { file, source: photo.source }
  }
}

function filledIn(details: CheckinDraft['details']): object {
  return Object.fromEntries(
    Object.entries(details)
      .map(([name, text]) => [name, text.trim()])
      .filter(([, text]) => text)
  )
}
