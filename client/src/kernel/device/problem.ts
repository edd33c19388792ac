/** What a camera, a microphone or a file can fail by. Each has its words under `device.problem.*`. */
export type DeviceReason =
  | 'no_camera'
  | 'refused_camera'
  | 'busy_camera'
  | 'no_microphone'
  | 'refused_microphone'
  | 'busy_microphone'
  | 'not_a_photo'
  | 'nothing_recorded'

/** The message is a word key, so that a screen can show `t(error.message)`. */
export class DeviceProblem extends Error {
  override readonly name = 'DeviceProblem'
  readonly reason: DeviceReason

  constructor(reason: DeviceReason, cause?: unknown) {
    super(`device.problem.${reason}`, { cause })
    this.reason = reason
  }

  /** Turns what getUserMedia throws into one of our reasons. */
  static fromMedia(cause: unknown, what: 'camera' | 'microphone'): DeviceProblem {
    if (cause instanceof DeviceProblem) return cause
    const name = cause instanceof Error || cause instanceof DOMException ? cause.name : ''
    if (name === 'NotAllowedError' || name === 'SecurityError') return new DeviceProblem(`refused_${what}`, cause)
    if (name === 'NotReadableError' || name === 'AbortError') return new DeviceProblem(`busy_${what}`, cause)
    return new DeviceProblem(`no_${what}`, cause)
  }
}
