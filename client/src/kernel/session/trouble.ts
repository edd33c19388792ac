import { Refusal, Unreachable } from '../sync/wire'

/** Why something about signing in did not work, as a sentence: the server's own, or the words of `key`. */
export class Trouble extends Error {
  override readonly name = 'Trouble'

  constructor(
    readonly key: string,
    readonly values: Record<string, string | number> = {},
    readonly says = ''
  ) {
    super(key)
  }

  static from(cause: unknown): Trouble {
    if (cause instanceof Trouble) return cause
    if (cause instanceof Unreachable) return new Trouble('session.no_contact')
    if (!(cause instanceof Refusal)) return Object.assign(new Trouble('session.device_trouble'), { cause })
    return new Trouble(`session.refused.${cause.code}`, numbersIn(cause.body), cause.says)
  }
}

function numbersIn(body: Record<string, unknown>): Record<string, string | number> {
  const left = body.left
  return typeof left === 'number' ? { count: left } : {}
}
