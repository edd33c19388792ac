import { argon2id } from 'hash-wasm'
import type { Bytes } from '../basics/bytes'
import type { StretchCost } from './vaultKey'

export interface StretchAsk {
  secret: string
  salt: Bytes
  cost: StretchCost
}

self.onmessage = async ({ data }: MessageEvent<StretchAsk>) => {
  const { m, t, p } = data.cost
  self.postMessage(
    await argon2id({
      password: data.secret,
      salt: data.salt,
      memorySize: m,
      iterations: t,
      parallelism: p,
      hashLength: 32,
      outputType: 'binary'
    })
  )
}
