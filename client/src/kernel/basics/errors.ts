/** Why something was not kept; each has its words under `not_saved.*`. */
export type NotSavedReason = 'full' | 'other_tab' | 'locked' | 'not_read_back' | 'too_big' | 'device_error' | 'revoked'

/** Thrown instead of saying "Saved". The message is a word key, so that a screen can show `t(error.message)`. */
export class NotSaved extends Error {
  override readonly name = 'NotSaved'

  constructor(
    readonly reason: NotSavedReason,
    cause?: unknown
  ) {
    super(`not_saved.${reason}`, { cause })
  }

  /** Turns whatever a browser throws while storing into one of our reasons. */
  static from(cause: unknown): NotSaved {
    if (cause instanceof NotSaved) return cause
    const name = cause instanceof Error || cause instanceof DOMException ? cause.name : ''
    return new NotSaved(name === 'QuotaExceededError' ? 'full' : 'device_error', cause)
  }
}
