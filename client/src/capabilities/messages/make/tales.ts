/** Bedtime stories of our own, short enough for two minutes a page, in both languages of the app. */
import type { Lang } from '@/kernel/words'

export const TALES = ['moon', 'snail'] as const

export type TaleName = (typeof TALES)[number]

interface Tale {
  title: string
  pages: readonly string[]
}

const EN: Record<TaleName, Tale> = {
  moon: {
    title: 'The moon that came to tea',
    pages: [
      'One evening the moon was lonely. It looked in at every window in the street, and at yours it saw a light.',
      '“May I come in?” said the moon. “I am quite round, but I can make myself thin.” And it slid in through the gap under the door.',
      'It had three cups of tea and eleven biscuits. “How do you keep so bright?” you asked. “I think of everybody who looks up at me,” said the moon.',
      '“Somebody far away is looking at me now, and thinking of you,” said the moon. “I can see them. They are smiling.”',
      'Then it yawned a silver yawn, and went back up to its place in the sky. And there it is tonight. Good night, moon. Good night, you.'
    ]
  },
  snail: {
    title: 'The snail who was not late',
    pages: [
      'A small snail set out to visit her friend at the other end of the garden. “It will take me all week,” she said, and packed a lettuce leaf.',
      'On Monday a beetle ran by. “Too slow!” said the beetle. But the snail had met a drop of dew with the whole sky in it.',
      'On Wednesday it rained, and all the others hid. The snail put up her feelers and sang. Rain is the best road there is.',
      'On Friday she lost her way behind the watering can. She waited until the stars came out, and asked one.',
      'On Sunday she was there. “I counted every day,” said her friend, “and I knew that you would come.” And they ate what was left of the lettuce.'
    ]
  }
}

const CY: Record<TaleName, Tale> = {
  moon: {
    title: 'Y lleuad a ddaeth i de',
    pages: [
      'Un noson roedd y lleuad yn unig. Edrychodd i mewn trwy bob ffenestr yn y stryd, ac yn dy un di gwelodd olau.',
      '“Ga i ddod i mewn?” meddai’r lleuad. “Rwy’n eithaf crwn, ond gallaf fy ngwneud fy hun yn denau.” A llithrodd i mewn o dan y drws.',
      'Cafodd dri chwpan o de ac un ar ddeg o fisgedi. “Sut wyt ti’n aros mor ddisglair?” gofynnaist. “Rwy’n meddwl am bawb sy’n edrych i fyny arna i,” meddai’r lleuad.',
      '“Mae rhywun ymhell i ffwrdd yn edrych arna i nawr, ac yn meddwl amdanat ti,” meddai’r lleuad. “Rwy’n eu gweld. Maen nhw’n gwenu.”',
      'Yna dylyfodd ên yn arian i gyd, ac aeth yn ôl i’w lle yn yr awyr. A dyna lle mae hi heno. Nos da, leuad. Nos da, ti.'
    ]
  },
  snail: {
    title: 'Y falwen nad oedd yn hwyr',
    pages: [
      'Aeth malwen fach i ymweld â’i ffrind ym mhen arall yr ardd. “Bydd yn cymryd wythnos gyfan,” meddai, a phaciodd ddeilen letys.',
      'Ddydd Llun rhedodd chwilen heibio. “Rhy araf!” meddai’r chwilen. Ond roedd y falwen wedi cwrdd â diferyn o wlith â’r awyr gyfan ynddo.',
      'Ddydd Mercher daeth y glaw, a chuddiodd pawb arall. Cododd y falwen ei chyrn a chanu. Glaw yw’r ffordd orau sydd.',
      'Ddydd Gwener collodd ei ffordd y tu ôl i’r can dŵr. Arhosodd nes i’r sêr ddod allan, a gofynnodd i un.',
      'Ddydd Sul roedd hi yno. “Cyfrais bob diwrnod,” meddai ei ffrind, “ac roeddwn i’n gwybod y deuet.” A bwyton nhw weddill y letys.'
    ]
  }
}

/** In the reader's language, or in English. */
export function taleOf(name: TaleName, lang: Lang): Tale {
  return (lang === 'cy' ? CY : EN)[name]
}
