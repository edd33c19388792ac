/** What people were shown: the only thing that promises can be measured by. */
import type { ActView } from './app'

export type Kind = 'talk' | 'voice' | 'photo' | 'trip' | 'later' | 'language'

/** Something somebody wanted done once. `words` is its own, and travels in it. */
export interface Wish {
  words: string
  kind: Kind
  person: string
  device: string
  /** Hashes of the files it names. */
  files: string[]
  /** The acts under which it was tried. More than one only where each before was said not to be saved. */
  acts: string[]
  /** The screen said "saved", or listed it. */
  shown: boolean
  /** The app said that it is not saved, or it is not in the list after a crash; and it was not tried again. */
  denied: boolean
  /** The app died while it was saving. */
  unsure: boolean
  /** Why it may be gone for good, in words: the browser threw everything away after it had said that it may. */
  gone: string
  /** The newest that the screen said of it. */
  status: string
  /** The list in which it stood can be read by nobody any more, and that was said: a PIN forgotten, a vault thrown away. */
  unlisted: boolean
}

export class Model {
  readonly wishes: Wish[] = []
  readonly drafts = new Map<string, { shown: number; tried: number }>()
  /** What contradicts a promise already. */
  readonly wrong: string[] = []

  wish(words: string, kind: Kind, person: string, device: string): Wish {
    const wish = { words, kind, person, device, files: [], acts: [], shown: false, denied: false, unsure: false, gone: '', status: '', unlisted: false }
    this.wishes.push(wish)
    return wish
  }

  /** It was never tried. */
  forget(wish: Wish): void {
    this.wishes.splice(this.wishes.indexOf(wish), 1)
  }

  /** What somebody reads in the list of what they sent from this device. */
  reads(list: readonly ActView[], person: string, device: string): void {
    const listed = new Map(list.map((act) => [act.about, act]))
    for (const wish of this.of(person, device)) {
      const act = listed.get(wish.words)
      if (act) this.isListed(wish, act)
      else if (wish.unsure && !wish.shown) Object.assign(wish, { unsure: false, denied: true })
    }
  }

  private isListed(wish: Wish, act: ActView): void {
    if (wish.denied) this.wrong.push(`${wish.words}: said not to be saved, and yet listed as ${act.status}`)
    if (!wish.acts.includes(act.id)) wish.acts.push(act.id)
    Object.assign(wish, { shown: true, unsure: false, status: act.status })
  }

  /** Nobody can read any more what was sent from there; what a crash left open stays open. */
  listIsGone(person: string, device: string): void {
    for (const wish of this.of(person, device)) Object.assign(wish, { status: '', unsure: false, unlisted: true })
    this.drafts.delete(`${device} ${person}`)
  }

  of(person: string, device: string): Wish[] {
    return this.wishes.filter((wish) => wish.person === person && wish.device === device)
  }

  onDevice(device: string): Wish[] {
    return this.wishes.filter((wish) => wish.device === device)
  }
}
