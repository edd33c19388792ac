/** Starts, follows and ends the sound that goes on across screens. */
import { heldUrl, type FileRef } from '@/kernel/held'
import { running } from '@/kernel/session'
import { Media, STEP_S, type Notes } from './media'
import { nowPlaying, type NowPlaying } from './nowPlaying'

export interface Sound extends Omit<NowPlaying, 'h' | 'media'> {
  file: FileRef
  seconds: number
  notes: Notes
}

let stopListening: (() => void) | undefined

/** Plays it; what played before ends. */
export function playSound({ file, seconds, notes, ...sound }: Sound): void {
  endSound()
  const element = new Audio(heldUrl(file))
  // On the page, so that what listens for signs of life hears that it plays.
  document.body.append(element)
  const media = new Media(element, seconds, notes)
  nowPlaying.value = { ...sound, h: file.h, media }
  stopListening = running().changes.on('person', () => running().here || endSound())
  tellMachine(nowPlaying.value)
  media.play()
}

export function endSound(): void {
  const now = nowPlaying.value
  if (!now) return
  now.media.leave()
  now.media.element.removeAttribute('src')
  now.media.element.remove()
  nowPlaying.value = null
  stopListening?.()
  tellMachine(null)
}

/** The keys of a headset and the bar of the machine itself. A kiosk tells nobody what is heard. */
function tellMachine(now: NowPlaying | null): void {
  const machine = globalThis.navigator?.mediaSession
  if (!machine || running().kiosk) return
  machine.metadata = now && new MediaMetadata({ title: now.title, artist: now.shelf })
  const does = {
    play: () => now?.media.play(),
    pause: () => now?.media.pause(),
    stop: endSound,
    seekbackward: () => now?.media.step(-STEP_S),
    seekforward: () => now?.media.step(STEP_S)
  }
  for (const [name, how] of Object.entries(does)) machine.setActionHandler(name as MediaSessionAction, now ? how : null)
}
