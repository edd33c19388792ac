/** What is new comes by itself while the page is looked at. */

const EVERY_MS = 4_000

export function follow(list: HTMLElement): void {
  let before = ''
  toEnd(list)

  async function ask(): Promise<void> {
    if (document.hidden || isHeard(list)) return
    const answer = await fetch(list.dataset.latest!, { headers: { Accept: 'text/html' } }).catch(() => null)
    if (!answer?.ok || answer.redirected) return
    const shown = await answer.text()
    if (before && shown !== before) show(shown)
    before = shown
  }

  function show(html: string): void {
    const atEnd = isAtEnd()
    list.innerHTML = html
    if (atEnd) toEnd(list)
  }

  void ask()
  setInterval(() => void ask(), EVERY_MS)
  document.addEventListener('visibilitychange', () => void ask())
}

/** Nobody's voice is cut off because something else came. */
function isHeard(list: HTMLElement): boolean {
  return [...list.querySelectorAll('audio')].some((sound) => !sound.paused)
}

function isAtEnd(): boolean {
  return innerHeight + scrollY >= document.documentElement.scrollHeight - 200
}

function toEnd(list: HTMLElement): void {
  // The composer stands below the last message: both are seen.
  if (list.children.length > 3) scrollTo({ top: document.documentElement.scrollHeight })
}
