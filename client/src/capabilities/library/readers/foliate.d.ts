/** The part of foliate-js that says what is in a book. The rest of it, which shows books, is not used: see docs/adr/0009-readers.md. */
declare module 'foliate-js/epub.js' {
  interface Line {
    href?: string
    label: string
    subitems?: Line[] | null
  }

  interface Section {
    linear?: string | null
    createDocument(): Promise<Document>
    resolveHref(href: string): string
  }

  export class EPUB {
    constructor(from: { loadText: (path: string) => string | null; loadBlob: (path: string) => Blob | null; getSize: (path: string) => number })
    init(): Promise<EPUB>
    sections: Section[]
    toc?: Line[]
    metadata: { language?: string | string[] }
    resolveHref(href: string): { index: number } | null
  }
}
