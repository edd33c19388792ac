/** Pages that hold a package: one script of ours, to which the files of the package are handed, and the hashes of those that may run. */
import type { RunPage } from './asks'
import { CLOSING, PRELUDE } from './policy'
import { SCRIPT, hashOf } from './prepare'

// What stands in a script element and is no script.
const DATA = /\stype\s*=\s*["']?(?!(?:text|application)\/(?:javascript|ecmascript|x-javascript)|module)/i

/** Before each script of a package, so that none runs with a way out that no policy closes. */
export function closed(script: string): string {
  return `${CLOSING};${script}`
}

/** A page of a package with the same before each of the scripts that stand in it, and these scripts. */
export function closedPage(file: string): { html: string; scripts: string[] } {
  const scripts: string[] = []
  const html = file.replace(/\r\n?/g, '\n').replace(SCRIPT, (whole, tag: string, script: string) => {
    if (!script.trim() || DATA.test(tag)) return whole
    scripts.push(closed(script))
    return tag + closed(script)
  })
  return { html, scripts }
}

/** A page that runs our script, and of others only these, each as `closed` made it. */
export async function packaged(ours: string, scripts: readonly string[]): Promise<RunPage> {
  const own = PRELUDE + ours.replace(/<\/(?=script)/gi, '<\\/').replaceAll('<!--', '<\\!--')
  const html = `<!doctype html><meta charset="utf-8"><body><script>${own}</script></body>`
  return { html, scripts: await Promise.all([own, ...scripts].map(hashOf)), wasm: false, packaged: true }
}
