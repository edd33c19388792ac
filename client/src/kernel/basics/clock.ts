import { uuid7 } from './ids'

/** The device's clock beside the server's. Only the device's own time is written into acts; the offset stands next to it. */
export class Clock {
  /** Names this run of the app: monotonic times compare only within one boot. */
  readonly boot: string
  /** Server time − device time in milliseconds, as last measured. */
  offset = 0

  constructor(
    private readonly wall: () => number = Date.now,
    private readonly monotonic: () => number = () => performance.now()
  ) {
    this.boot = uuid7(wall())
  }

  now(): Date {
    return new Date(this.wall())
  }

  /** Milliseconds since this boot, which no change of the wall clock moves. */
  mono(): number {
    return Math.round(this.monotonic())
  }

  /** What the server's clock shows now, as far as this device knows. */
  serverNow(): Date {
    return new Date(this.wall() + this.offset)
  }

  /** Takes the server's time from an answer that took `tripMs` there and back. */
  learn(serverTime: string, tripMs: number): void {
    const measured = Date.parse(serverTime) + tripMs / 2 - this.wall()
    if (Number.isFinite(measured)) this.offset = Math.round(measured)
  }
}
