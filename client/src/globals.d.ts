/// <reference types="vite/client" />

/** The version in package.json, put in by the build. */
declare const __VERSION__: string

/** A file and all that it needs, as the text of one script: see vite.config.ts. */
declare module '*?frame' {
  const code: string
  export default code
}

/** It comes without types; who uses it is packages that were made for it. */
declare module 'jquery' {
  const jQuery: JQueryStatic
  export default jQuery
}

/** What we ourselves call of it. */
interface JQueryStatic {
  (what: unknown): JQueryList
}

interface JQueryList {
  get(n: number): HTMLElement
  [name: string]: unknown
}
