import { beforeAll, describe, expect, test } from 'vitest'
import { addWords, wordsReady } from '@/kernel/words'
import { lacks, lacksAnything, withHelp } from './lacks'
import { lengthWords, metresBetween, placeWords } from './place'
import { filesOf, saidLines, sayOf, summaryOf } from './say'
import { emptyDraft, type CheckinDraft, type CheckinRow, type Said } from './shapes'
import { stepBeside, stepNamed, stepsOf } from './steps'
import { words } from './words'

const PHOTO = { h: 'a'.repeat(64), n: 90_000, t: 'image/webp' }
const VOICE = { h: 'b'.repeat(64), n: 12_000, t: 'audio/webm' }
const SIGNATURE = { h: 'c'.repeat(64), n: 4_000, t: 'image/png' }
const ROW = {
  id: 'c1',
  kind: 'planned',
  where: { name: 'Eastmere Library', lat: 51.5, lon: -3.2, radius_m: 200 },
  questions: [
    { id: 'q1', text: { en: 'How did the interview go?', cy: 'Sut aeth y cyfweliad?' } },
    { id: 'q2', text: { en: 'Did you see the dentist?', cy: 'A welsoch y deintydd?' } }
  ]
} as unknown as CheckinRow

function filled(): CheckinDraft {
  return {
    ...emptyDraft(),
    feeling: 'OK',
    help: ['MONEY'],
    callback: true,
    help_words: ' My card is lost ',
    details: { phone: '07700 900 123', email: '', address: '' },
    answers: { q1: { words: 'It went well', voice: null }, q2: { words: '', voice: VOICE } },
    photo: { file: PHOTO, source: 'camera' },
    place: { lat: 51.5003, lon: -3.2, accuracy_m: 20, at: '2026-11-21T09:10:00.000Z' },
    signature: SIGNATURE
  }
}

beforeAll(async () => {
  addWords(words)
  await wordsReady()
})

describe('the steps', () => {
  test('are one a screen, with one for each of the worker’s questions', () => {
    expect(stepsOf(ROW).map((step) => step.name)).toEqual([
      'feel',
      'help',
      'details',
      'question-1',
      'question-2',
      'photo',
      'place',
      'look',
      'signature'
    ])
    expect(stepsOf(null).map((step) => step.name)).toEqual(['feel', 'help', 'details', 'photo', 'place', 'look', 'signature'])
  })

  test('lead on and back, and end at both ends', () => {
    const steps = stepsOf(null)
    expect(stepBeside(steps, 'details', 1)?.name).toBe('photo')
    expect(stepBeside(steps, 'feel', -1)).toBeNull()
    expect(stepBeside(steps, 'signature', 1)).toBeNull()
  })

  test('begin anew where the kept step is no more', () => {
    expect(stepNamed(stepsOf(null), 'question-2').name).toBe('feel')
  })
})

describe('what is missing', () => {
  test('before it is signed is everything in an empty check-in, each with its place in the summary', () => {
    const errors = lacksAnything(stepsOf(ROW), emptyDraft())
    expect(errors.map((error) => error.at)).toEqual(
      ['feel', 'help', 'question-1', 'question-2', 'photo', 'place'].map((name) => `line-${name}`)
    )
  })

  test('from the last step is the signature', () => {
    expect(lacks(stepNamed(stepsOf(ROW), 'signature'), emptyDraft()).map((error) => error.at)).toEqual(['signature'])
  })

  test('is no answer where they would rather not say', () => {
    const draft = { ...filled(), answers: { q1: { words: '', voice: null, skipped: true }, q2: { words: '', voice: VOICE } } }
    expect(lacksAnything(stepsOf(ROW), draft)).toEqual([])
  })

  test('is nothing in a full one', () => {
    expect(lacksAnything(stepsOf(ROW), filled())).toEqual([])
  })

  test('is not a photo or a place, where there is a reason for none', () => {
    const draft: CheckinDraft = { ...filled(), photo: null, no_photo: 'no_camera', place: null, no_place: 'no_signal' }
    expect(lacksAnything(stepsOf(ROW), draft)).toEqual([])
  })

  test('is not help words, but too many of them are too many', () => {
    const draft = { ...filled(), help_words: 'x'.repeat(1001) }
    expect(lacks(stepNamed(stepsOf(ROW), 'help'), draft).map((error) => error.says)).toEqual([
      'This is too long. Please use 1,000 letters or fewer.'
    ])
  })

  test.each([
    ['07700 900 123', true],
    ['+44 (0)7700 900123', true],
    ['12', false],
    ['my number', false],
    ['07700 900123, or my sister 07700 900124', false]
  ])('a phone number like %s: fine is %s', (phone, fine) => {
    const draft = { ...filled(), details: { phone, email: '', address: '' } }
    expect(lacks(stepNamed(stepsOf(ROW), 'details'), draft).length === 0).toBe(fine)
  })
})

test('an address is as long as the office can keep', () => {
  const says = (address: string) =>
    lacks(stepNamed(stepsOf(ROW), 'details'), { ...filled(), details: { phone: '', email: '', address } }).map((error) => error.says)
  expect(says('x'.repeat(300))).toEqual([])
  expect(says('x'.repeat(301))).toEqual(['This address is too long. Please use 300 letters or fewer.'])
})

test('"no help" and a kind of help shut each other out', () => {
  expect(withHelp(['MONEY'], ['MONEY', 'NO_HELP'])).toEqual(['NO_HELP'])
  expect(withHelp(['NO_HELP'], ['NO_HELP', 'HOUSING'])).toEqual(['HOUSING'])
  expect(withHelp(['MONEY', 'HOUSING'], ['HOUSING'])).toEqual(['HOUSING'])
})

describe('what is sent', () => {
  test('is what the wire asks for', () => {
    expect(sayOf(ROW, filled())).toEqual({
      checkin: 'c1',
      feeling: 'OK',
      help: ['MONEY'],
      help_words: 'My card is lost',
      callback: true,
      details: { phone: '07700 900 123' },
      answers: [
        { question: 'q1', words: 'It went well' },
        { question: 'q2', voice: VOICE.h }
      ],
      photo: { file: PHOTO.h, source: 'camera' },
      no_photo: '',
      place: { lat: 51.5003, lon: -3.2, accuracy_m: 20, at: '2026-11-21T09:10:00.000Z' },
      no_place: '',
      signature: SIGNATURE.h,
      confirmed: true
    })
  })

  test('names no check-in and no answers where the person began it', () => {
    expect(sayOf(null, filled())).toMatchObject({ checkin: null, answers: [] })
  })

  test('takes along every file it speaks of, and no other', () => {
    expect(filesOf(ROW, filled())).toEqual([PHOTO, VOICE, SIGNATURE])
    expect(filesOf(null, filled())).toEqual([PHOTO, SIGNATURE])
  })

  test('is read first in plain words', () => {
    const lines = Object.fromEntries(summaryOf(stepsOf(ROW), ROW, filled()).map((line) => [line.label, line.words]))
    expect(lines).toEqual({
      'How you feel': 'OK',
      'Help you want': 'Money\nPlease call me\nMy card is lost',
      'Your contact details': 'New phone number: 07700 900 123',
      'How did the interview go?': 'It went well',
      'Did you see the dentist?': 'Your voice recording',
      'Your photo': 'A photo you took now',
      'Where you are': 'Found, to within about 20 metres. You are at or near Eastmere Library.'
    })
  })

  test('is the question alone where they would rather not say, whatever they wrote before', () => {
    const answers = { q1: { words: 'It', voice: null, skipped: true }, q2: { words: '', voice: VOICE, skipped: true } }
    const draft = { ...filled(), answers }
    expect(sayOf(ROW, draft)).toMatchObject({ answers: [{ question: 'q1' }, { question: 'q2' }] })
    expect(filesOf(ROW, draft)).toEqual([PHOTO, SIGNATURE])
    expect(summaryOf(stepsOf(ROW), ROW, draft).find((line) => line.key === 'question-1')?.words).toBe('You would rather not say.')
  })

  test('can be read again in the same lines, from what was sent', () => {
    const sent = { ...filled(), answers: { q1: { words: 'It went well', voice: null }, q2: { words: '', voice: null, skipped: true } } }
    expect(saidLines(ROW, sayOf(ROW, sent) as Said)).toEqual(summaryOf(stepsOf(ROW), ROW, sent))
  })

  test('can be read again from the record, when the question is asked no more', () => {
    const text = { en: 'How is your mother?', cy: 'Sut mae eich mam?' }
    const answers = [{ question: 'q9', text, words: 'Better', voice: false }]
    const record = { ...(sayOf(null, filled()) as Said), photo: { source: 'camera' as const }, answers }
    const lines = saidLines({ ...ROW, questions: [] }, record)
    expect(lines.find((line) => line.label === 'How is your mother?')?.words).toBe('Better')
  })
})

describe('the place', () => {
  test('is measured along the earth', () => {
    expect(metresBetween({ lat: 51.4816, lon: -3.1791 }, { lat: 51.5072, lon: -0.1276 })).toBeCloseTo(211_500, -3)
    expect(metresBetween({ lat: 0, lon: 179.999 }, { lat: 0, lon: -179.999 })).toBeCloseTo(222.4, 0)
  })

  test('is told with no more figures than a sensor can know', () => {
    expect([3, 27.4, 231, 1480, 12_340].map(lengthWords)).toEqual([
      'about 5 metres',
      'about 25 metres',
      'about 250 metres',
      'about 1.5 kilometres',
      'about 12.3 kilometres'
    ])
  })

  test('gives the doubt of the measurement to the person', () => {
    const near = { lat: 51.5045, lon: -3.2, accuracy_m: 400, at: '' }
    expect(placeWords(near, ROW.where)[1]).toBe('You are at or near Eastmere Library.')
    expect(placeWords({ ...near, accuracy_m: 20 }, ROW.where)[1]).toBe('You are about 500 metres from Eastmere Library.')
  })
})
