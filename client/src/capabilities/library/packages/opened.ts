/** Packages as the app opens them. Loaded when one is opened. */
import { packaged, type RunPage } from '@/kernel/sandbox'
import type { PackageBlock } from '../shapes'
import type { GivenScorm, Opened, Part } from './given'

export type { Opened, Part } from './given'

/** Raises NotAPackage, TooLarge. */
export async function opened(kind: PackageBlock['k'], file: Blob): Promise<Opened> {
  return kind === 'h5p' ? (await import('./h5p')).openH5p(file) : (await import('./scorm')).openScorm(file)
}

export function pageOf({ frame, scripts }: Opened): Promise<RunPage> {
  return packaged(frame, scripts)
}

/** The same part on another of its pages; null where there is no such page. */
export function elsewhere(part: Part, path: string): Part | null {
  const [page = '', query = ''] = path.split('#')[0]!.split('?')
  return page in part.given.files.pages ? { ...part, given: { ...part.given, page, query } as GivenScorm } : null
}
