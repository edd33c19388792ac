import type { DeviceStore } from '../store/device'
import { signedByServer } from '../sync/word'
import type { AppRow } from './types'

const ABOUT = "throughgate: a partner's app"

interface Statement extends Pick<AppRow, 'app' | 'n' | 'scripts' | 'manifest'> {
  about: string
  file: string
}

/** Did the server sign just this app, with this file, these scripts and these needs? A hub between us cannot. */
export async function isSigned(row: AppRow, store: DeviceStore): Promise<boolean> {
  const said = await signedByServer<Statement>(row.statement, store)
  if (!said || !row.file) return false
  const ours = { about: ABOUT, app: row.app, n: row.n, file: row.file.h, scripts: row.scripts, manifest: whole(row.manifest) }
  const theirs = { about: said.about, app: said.app, n: said.n, file: said.file, scripts: said.scripts, manifest: whole(said.manifest) }
  return JSON.stringify(ours) === JSON.stringify(theirs)
}

/** In one order, whatever order it came in. */
function whole(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(whole)
  if (typeof value !== 'object' || value === null) return value
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(sorted.map(([name, one]) => [name, whole(one)]))
}
