/** Nothing that may go is left, and there is still no room. The message is a word key, so that a screen can show `t(error.message)`. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom'

  constructor(cause?: unknown) {
    super('held.no_room', { cause })
  }
}

/** What came is not what its hash says; it was thrown away. The message is a word key. */
export class Damaged extends Error {
  override readonly name = 'Damaged'

  constructor() {
    super('held.damaged')
  }
}
