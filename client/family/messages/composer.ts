/** Voices, drawings and cards are made here and put into the form's own field for files: it is sent as it would be without scripts. */
import { startRecording, type Recording } from '@/kernel/device/microphone'
import { offerDesigns, type DesignKind } from './designs'
import { drawOn } from './drawing'

interface Staged {
  file: File
  seconds: number | null
  /** Made on this page, and what it is. */
  kind?: Kind
  design?: string
}

type Kind = 'voice' | 'drawing' | DesignKind

export function compose(form: HTMLFormElement): void {
  const part = (name: string) => form.querySelector<HTMLElement>(`[data-${name}]`)!
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement
  const staged: Staged[] = []
  let recording: Recording | null = null

  part('tools').hidden = false
  if (!('maySay' in form.dataset)) part('record').hidden = true
  if (!('mayShow' in form.dataset)) part('draw').hidden = part('choose').hidden = true
  part('record').addEventListener('click', () => void record())
  part('stop').addEventListener('click', () => recording?.stop())
  part('draw').addEventListener('click', () => (part('board').hidden = false))
  part('choose').addEventListener('click', () => (part('designs').hidden = false))
  part('not-chosen').addEventListener('click', () => (part('designs').hidden = true))
  offerDesigns(part('designs'), (kind, design, picture) => {
    stage({ file: new File([picture], `${design}.png`, { type: 'image/png' }), seconds: null, kind, design })
    part('designs').hidden = true
  })
  const board = drawOn(part('board'))
  part('drawn').addEventListener('click', () => void keepDrawing())
  part('not-drawn').addEventListener('click', () => closeBoard())
  field('pieces').addEventListener('change', () => takeChosen())

  async function record(): Promise<void> {
    part('problem').hidden = true
    try {
      recording = await startRecording()
      const began = Date.now()
      part('recording').hidden = false
      part('makers').hidden = true
      const clock = setInterval(() => (part('clock').textContent = String(Math.round((Date.now() - began) / 1000))), 500)
      const note = await recording.done.finally(() => clearInterval(clock))
      const seconds = Math.min(120, Math.round((Date.now() - began) / 100) / 10)
      stage({ file: new File([note], 'voice', { type: note.type }), seconds, kind: 'voice' })
    } catch {
      part('problem').hidden = false
    } finally {
      part('recording').hidden = true
      part('makers').hidden = false
      recording = null
    }
  }

  async function keepDrawing(): Promise<void> {
    stage({ file: new File([await board.picture()], 'drawing.png', { type: 'image/png' }), seconds: null, kind: 'drawing' })
    closeBoard()
  }

  function closeBoard(): void {
    board.clear()
    part('board').hidden = true
  }

  function takeChosen(): void {
    const chosen = [...(field('pieces').files ?? [])].map((file) => ({ file, seconds: null }))
    staged.splice(0, staged.length, ...staged.filter((one) => one.kind), ...chosen)
    put()
  }

  function stage(one: Staged): void {
    staged.push(one)
    put()
  }

  /** What is staged, in the order it was made, as the form sends it and as it is seen. */
  function put(): void {
    const files = new DataTransfer()
    for (const { file } of staged) files.items.add(file)
    field('pieces').files = files.files
    // Of several things together the server says what it is: photos, or a story.
    const only = staged.length === 1 ? staged[0] : undefined
    field('kind').value = only?.kind ?? ''
    field('design').value = only?.design ?? ''
    field('seconds').value = staged.map(({ seconds }) => seconds ?? '').join(',')
    part('staged').replaceChildren(...staged.map(seen))
  }

  function seen(one: Staged): HTMLElement {
    const isSound = one.file.type.startsWith('audio/')
    const shown = document.createElement(isSound ? 'audio' : 'img')
    shown.src = URL.createObjectURL(one.file)
    if (shown instanceof HTMLAudioElement) shown.controls = true
    else shown.alt = one.file.name
    const away = Object.assign(document.createElement('button'), { type: 'button', textContent: part('staged').dataset.away ?? '×' })
    away.addEventListener('click', () => drop(one))
    const box = document.createElement('div')
    box.append(shown, away)
    return box
  }

  function drop(one: Staged): void {
    staged.splice(staged.indexOf(one), 1)
    put()
  }
}
