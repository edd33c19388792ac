/** Opens PDFs with pdf.js, under the app's own policy: nothing of a file is ever run, and its links are words. Loaded when a PDF is opened. */
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import PdfWorker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker'
import jbig2 from 'pdfjs-dist/wasm/jbig2.wasm?url'
import openjpeg from 'pdfjs-dist/wasm/openjpeg.wasm?url'
import { paragraphsOf, type PlacedText } from './paragraphs'

/** What reads the pictures of scanned pages. All else that pdf.js could ask for is left out: the device has fonts of its own. */
const MORE: Readonly<Record<string, string>> = { 'jbig2.wasm': jbig2, 'openjpeg.wasm': openjpeg }
/** In dots: what a cheap tablet can still draw. */
const MOST_DOTS = 8_000_000

class OwnFiles {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const address = MORE[filename]
    if (!address) throw new Error(`not carried: ${filename}`)
    return new Uint8Array(await (await fetch(address)).arrayBuffer())
  }
}

export interface Pdf {
  pages: number
  /** Draws page `n` (from 1) so many CSS pixels wide. */
  draw: (n: number, canvas: HTMLCanvasElement, width: number) => Promise<void>
  /** Its words in paragraphs, and where its links lead, each as text. */
  wordsOf: (n: number) => Promise<string[]>
  close: () => void
}

/** Raises whatever pdf.js makes of what it cannot read. */
export async function openPdf(file: Blob): Promise<Pdf> {
  const worker = new PdfWorker()
  GlobalWorkerOptions.workerPort = worker
  const task = getDocument({ data: new Uint8Array(await file.arrayBuffer()), useWorkerFetch: false, enableXfa: false, BinaryDataFactory: OwnFiles })
  const close = () => void task.destroy().finally(() => worker.terminate())
  try {
    const pdf = await task.promise
    return { pages: pdf.numPages, draw: (n, canvas, width) => draw(pdf, n, canvas, width), wordsOf: (n) => wordsOf(pdf, n), close }
  } catch (error) {
    close()
    throw error
  }
}

async function draw(pdf: PDFDocumentProxy, n: number, canvas: HTMLCanvasElement, width: number): Promise<void> {
  const page = await pdf.getPage(n)
  const plain = page.getViewport({ scale: 1 })
  const wanted = (width / plain.width) * devicePixelRatio
  const most = Math.sqrt(MOST_DOTS / (plain.width * plain.height))
  const viewport = page.getViewport({ scale: Math.min(wanted, most) })
  // Drawn apart, so that the page before stands until this one is whole.
  const drawn = new OffscreenCanvas(Math.round(viewport.width), Math.round(viewport.height))
  await page.render({ canvas: null, canvasContext: drawn.getContext('2d') as unknown as CanvasRenderingContext2D, viewport }).promise
  Object.assign(canvas, { width: drawn.width, height: drawn.height })
  canvas.getContext('2d')!.drawImage(drawn, 0, 0)
}

async function wordsOf(pdf: PDFDocumentProxy, n: number): Promise<string[]> {
  const page = await pdf.getPage(n)
  const { items } = await page.getTextContent()
  const placed = items.flatMap((item) => ('str' in item ? [{ words: item.str, top: item.transform[5] as number, height: item.height, ends: item.hasEOL }] : []))
  return [...paragraphsOf(placed satisfies PlacedText[]), ...(await addressesOf(page))]
}

async function addressesOf(page: PDFPageProxy): Promise<string[]> {
  const notes = (await page.getAnnotations()) as { url?: string }[]
  return [...new Set(notes.flatMap(({ url }) => (url ? [url] : [])))]
}
