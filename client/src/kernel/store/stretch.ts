import type { Bytes } from '../basics/bytes'
import type { Stretch } from './vaultKey'

/** Argon2id in a worker of its own, so that the lock screen stays alive for the second it takes. */
export const stretchInWorker: Stretch = (secret, salt, cost) =>
  new Promise<Bytes>((resolve, reject) => {
    const worker = new Worker(new URL('./argon.worker.ts', import.meta.url), { type: 'module' })
    const settle = (act: () => void) => () => (worker.terminate(), act())
    worker.onmessage = ({ data }: MessageEvent<Bytes>) => settle(() => resolve(data))()
    worker.onerror = (event) => settle(() => reject(new Error(event.message || 'the worker did not start')))()
    worker.postMessage({ secret, salt, cost })
  })
