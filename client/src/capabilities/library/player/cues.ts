/** Captions, out of a WebVTT file. Their words are shown as text in our own line, never as markup: no browser has to load a track. */

export interface Cue {
  /** In seconds. */
  from: number
  to: number
  words: string
}

const TIMES = /^(?:(\d+):)?(\d{2}):(\d{2})[.,](\d{3})\s+-->\s+(?:(\d+):)?(\d{2}):(\d{2})[.,](\d{3})/
const NAMED: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&nbsp;': ' ', '&lrm;': '', '&rlm;': '' }

/** In the order of their times. What is no cue, such as a note or a style, is left out. */
export function cuesOf(vtt: string): Cue[] {
  const blocks = vtt.replace(/\r\n?/g, '\n').split(/\n{2,}/)
  return blocks.flatMap(cueOf).sort((a, b) => a.from - b.from)
}

/** What is being said at that second; '' in silence. */
export function saidAt(cues: readonly Cue[], seconds: number): string {
  return cues
    .filter(({ from, to }) => from <= seconds && seconds < to)
    .map(({ words }) => words)
    .join('\n')
}

function cueOf(block: string): Cue[] {
  const lines = block.split('\n')
  const at = lines.findIndex((line) => TIMES.test(line))
  if (at < 0) return []
  const [, ...parts] = TIMES.exec(lines[at]!)!
  const words = plain(lines.slice(at + 1).join('\n'))
  return words ? [{ from: secondsOf(parts.slice(0, 4)), to: secondsOf(parts.slice(4)), words }] : []
}

function secondsOf([hours = '0', minutes, seconds, thousandths]: (string | undefined)[]): number {
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(thousandths) / 1000
}

function plain(words: string): string {
  const bare = words.replace(/<[^>]*>/g, '')
  return bare.replace(/&\w+;/g, (named) => NAMED[named] ?? named).trim()
}
