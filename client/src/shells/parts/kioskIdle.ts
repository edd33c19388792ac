/** A kiosk stands on a landing: after a minute without a touch it is nobody's again. */
export const KIOSK_IDLE_MS = 60_000
