import { DeviceProblem } from './problem'
import { shrinkPhoto } from './image'

export interface Camera {
  stream: MediaStream
  /** The picture now, shrunk and without metadata. */
  take(video: HTMLVideoElement): Promise<Blob>
  close(): void
}

/** The camera that faces the person, or any other where there is no such. Throws DeviceProblem. */
export async function openCamera(facing: 'user' | 'environment' = 'user'): Promise<Camera> {
  const stream = await ask({ video: { facingMode: facing, width: { ideal: 1280 }, height: { ideal: 960 } } })
  return { stream, take: shrinkPhoto, close: () => stream.getTracks().forEach((track) => track.stop()) }
}

async function ask(wish: MediaStreamConstraints): Promise<MediaStream> {
  if (!navigator.mediaDevices?.getUserMedia) throw new DeviceProblem('no_camera')
  try {
    return await navigator.mediaDevices.getUserMedia(wish)
  } catch (error) {
    throw DeviceProblem.fromMedia(error, 'camera')
  }
}
