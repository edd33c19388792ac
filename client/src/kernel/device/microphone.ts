import { DeviceProblem } from './problem'

/** The longest voice note. Two minutes at 16 kb/s are 240 kB: one file chunk. */
export const LONGEST_NOTE_MS = 120_000
const BITS_PER_SECOND = 16_000
const TYPES = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4']

export interface Recording {
  /** Settles when stopped, by the person or by the two minutes; throws DeviceProblem where nothing was heard at all. */
  done: Promise<Blob>
  stop(): void
}

/** Can this browser record at all? */
export function canRecord(): boolean {
  return typeof MediaRecorder !== 'undefined' && !!navigator.mediaDevices?.getUserMedia
}

/** Asks for the microphone and begins to record. Throws DeviceProblem. */
export async function startRecording(longest = LONGEST_NOTE_MS): Promise<Recording> {
  const stream = await listen()
  const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one)) ?? ''
  const recorder = new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: BITS_PER_SECOND })
  const stop = () => recorder.state !== 'inactive' && recorder.stop()
  const timer = setTimeout(stop, longest)
  const done = collect(recorder).finally(() => {
    clearTimeout(timer)
    stream.getTracks().forEach((track) => track.stop())
  })
  recorder.start(1000)
  return { done, stop }
}

async function listen(): Promise<MediaStream> {
  if (!canRecord()) throw new DeviceProblem('no_microphone')
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true } })
  } catch (error) {
    throw DeviceProblem.fromMedia(error, 'microphone')
  }
}

function collect(recorder: MediaRecorder): Promise<Blob> {
  const chunks: Blob[] = []
  return new Promise((resolve, reject) => {
    recorder.ondataavailable = (event) => void chunks.push(event.data)
    recorder.onerror = () => reject(new DeviceProblem('busy_microphone'))
    recorder.onstop = () => {
      const note = new Blob(chunks, { type: plainType(recorder.mimeType) })
      if (note.size > 0) resolve(note)
      else reject(new DeviceProblem('nothing_recorded'))
    }
  })
}

/** "audio/webm" of "audio/webm;codecs=opus": the server compares the bare type. */
function plainType(type: string): string {
  return type.split(';')[0] || 'audio/webm'
}
