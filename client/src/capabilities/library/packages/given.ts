/** What the page of a package is handed. */

/** The files of a package by their names in it. Scripts stand as the sandbox lets them run. */
export interface Files {
  scripts: Record<string, string>
  styles: Record<string, string>
  pages: Record<string, string>
  /** Everything else: pictures, sound, film, letters, data. */
  others: Record<string, Blob>
}

interface Given {
  files: Files
  /** Where it was left, as it said itself; null where it was never opened. */
  state: unknown
  lang: string
  /** How large letters are, in per cent. */
  size: number
}

/** `styles` and `scripts` in the order in which they are needed. */
export interface GivenH5p extends Given {
  /** "H5P.MultiChoice 1.16". */
  library: string
  title: string
  content: unknown
  order: { styles: string[]; scripts: string[] }
}

export interface GivenScorm extends Given {
  /** The page to show, with what stands behind its "?". */
  page: string
  query: string
  /** What the package tells this part at its beginning. */
  launch: string
}

/** Without what is known only when it is shown. */
export type Fixed<T> = Omit<T, 'state' | 'lang' | 'size'>

/** One page to be shown: an H5P package is one, a course of SCORM may have several. */
export interface Part {
  id: string
  title: string
  given: Fixed<GivenH5p> | Fixed<GivenScorm>
}

export interface Opened {
  /** Our script, which runs in the frame before anything of the package. */
  frame: string
  /** Every script of the package that may run. */
  scripts: string[]
  /** '' where it does not say. */
  lang: string
  parts: Part[]
}
