import { DeviceProblem } from './problem'

/** The longest side of a photo that leaves the device, in pixels. */
export const LONGEST_SIDE = 1280
const QUALITY = 0.82

export interface Size {
  width: number
  height: number
}

/** The size within `longest` on each side, in the same shape; never enlarged, never under one pixel. */
export function fitWithin(size: Size, longest = LONGEST_SIDE): Size {
  const scale = Math.min(1, longest / Math.max(size.width, size.height))
  return { width: Math.max(1, Math.round(size.width * scale)), height: Math.max(1, Math.round(size.height * scale)) }
}

/**
 * A photo drawn anew at 1280 px or less, as WebP or else JPEG. Drawing it leaves behind all that a camera writes
 * into a file: where, when, which phone. Throws DeviceProblem('not_a_photo') for what no browser can draw.
 */
export async function shrinkPhoto(source: Blob | HTMLVideoElement): Promise<Blob> {
  const picture = await createImageBitmap(source, { imageOrientation: 'from-image' }).catch((error: unknown) => {
    throw new DeviceProblem('not_a_photo', error)
  })
  const canvas = document.createElement('canvas')
  Object.assign(canvas, fitWithin(picture))
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return (await encoded(canvas, 'image/webp')) ?? (await encoded(canvas, 'image/jpeg')) ?? nothing()
}

/** null where the browser cannot write that type: it would hand back a PNG of ten times the size instead. */
async function encoded(canvas: HTMLCanvasElement, type: string): Promise<Blob | null> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, QUALITY))
  return blob?.type === type ? blob : null
}

function nothing(): never {
  throw new DeviceProblem('not_a_photo')
}
