import { expect, test } from 'vitest'
import { heardIn, type Piece } from './chapter'
import { paragraphsOf } from './paragraphs'

const line = (words: string, top: number) => ({ words, top, height: 12, ends: true })
const part = (tag: string, ...pieces: Piece[]): Piece => ({ tag, pieces })

test('lines that stand close are one paragraph, and those further apart two', () => {
  expect(paragraphsOf([line('Your rights', 700), line('You may ask', 660), line('for more time.', 646)])).toEqual(['Your rights', 'You may ask for more time.'])
})

test('a word parted at the end of a line is whole again, and a hyphen that belongs there stays', () => {
  expect(paragraphsOf([line('Nobody may pun-', 700), line('ish you', 686)])).toEqual(['Nobody may punish you'])
  expect(paragraphsOf([line('the Anglo-', 700), line('Welsh border', 686)])).toEqual(['the Anglo- Welsh border'])
})

test('blank pieces part nothing, and a page without words has none', () => {
  expect(paragraphsOf([line('One', 700), { ...line(' ', 300), ends: false }, line('two', 686)])).toEqual(['One two'])
  expect(paragraphsOf([])).toEqual([])
})

test('what is heard of a chapter is block by block, with what pictures show', () => {
  const picture: Piece = { tag: 'img', src: 'door.png', alt: 'A door', pieces: [] }
  const pieces = [part('h2', 'The gate'), part('p', 'It was ', part('em', 'very'), ' cold.'), part('ul', part('li', 'One'), part('li', 'Two')), part('p', picture)]
  expect(heardIn(pieces)).toEqual(['The gate', 'It was very cold.', 'One', 'Two', 'A door'])
})
