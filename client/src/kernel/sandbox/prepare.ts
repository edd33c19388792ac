import { sha256, utf8 } from '../basics/bytes'
import type { RunPage } from './asks'
import { PRELUDE } from './policy'

// A script that this reads otherwise than the browser has another hash, and does not run.
export const SCRIPT = /(<script\b[^>]*>)([\s\S]*?)(?=<\/script\b)/gi

/** The page is not what was signed. */
export class NotAsSigned extends Error {}

/**
 * The page with our prelude in each of its scripts. `signed`: hashes of the scripts as they were reviewed; no other runs, with or without it.
 * Raises NotAsSigned where one of them is not there.
 */
export async function prepare(file: string, signed: readonly string[], wasm: boolean): Promise<RunPage> {
  const text = file.replace(/\r\n?/g, '\n').replace(/^\ufeff/, '')
  const scripts: string[] = []
  let html = ''
  let from = 0
  for (const { 0: whole, 1: tag = '', 2: script = '', index } of text.matchAll(SCRIPT)) {
    if (!signed.includes(await hashOf(script))) continue
    html += text.slice(from, index) + tag + PRELUDE + script
    from = index + whole.length
    scripts.push(await hashOf(PRELUDE + script))
  }
  if (scripts.length !== signed.length) throw new NotAsSigned()
  return { html: html + text.slice(from), scripts, wasm }
}

/** sha256 in base64, as a content security policy names a script. */
export async function hashOf(text: string): Promise<string> {
  return btoa(String.fromCharCode(...(await sha256(utf8(text)))))
}
