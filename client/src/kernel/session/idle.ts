// Whoever watches a film touches nothing: that it goes on is a sign, too.
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'touchstart', 'timeupdate'] as const

/** Calls `warn` and then `end` when nobody has touched the device for so long; the returned function stops it. */
export function watchIdle(ms: number, warnMs: number, warn: (on: boolean) => void, end: () => void): () => void {
  let warning: ReturnType<typeof setTimeout>
  let ending: ReturnType<typeof setTimeout>
  let warned = false
  const restart = () => {
    clearTimeout(warning)
    clearTimeout(ending)
    if (warned) warn((warned = false))
    warning = setTimeout(() => warn((warned = true)), ms - warnMs)
    ending = setTimeout(end, ms)
  }
  const stop = () => {
    clearTimeout(warning)
    clearTimeout(ending)
    for (const sign of SIGNS) window.removeEventListener(sign, restart, true)
  }
  for (const sign of SIGNS) window.addEventListener(sign, restart, { capture: true, passive: true })
  restart()
  return stop
}
