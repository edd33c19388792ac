/** What is in the package, under addresses that a page understands. Runs in the sandbox, where nothing else can be had. */
import type { Files } from '../given'

// Stands for the package where a whole address is asked for. No such host can be.
export const ROOT = 'https://package.invalid/'
const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i
const URL_IN_STYLE = /url\(\s*(["']?)(.*?)\1\s*\)/gi
const IMPORT = /@import\s+(?:url\(\s*)?["']?([^"')]+)["']?\s*\)?[^;]*;/gi

export class Package {
  private readonly addresses = new Map<string, string>()

  /** `folder`: of the page that is shown, with its last slash; names are read from there. */
  constructor(
    readonly files: Files,
    private readonly folder = ''
  ) {}

  /** The name in the package that is meant; null where none is. */
  nameOf(address: string, folder = this.folder): string | null {
    const own = location.href.slice(0, location.href.lastIndexOf('/') + 1)
    const rest = [ROOT, own].reduce((left, start) => (left.startsWith(start) ? left.slice(start.length) : left), address.trim())
    if (rest === '' || ELSEWHERE.test(rest)) return null
    const base = ROOT + (address.startsWith(ROOT) ? '' : folder)
    const name = URL.canParse(rest, base) ? plain(new URL(rest, base).pathname) : ''
    return this.has(name) ? name : null
  }

  /** What a page can load in its place; as it is where nothing of the package is meant. */
  addressOf(address: string, folder = this.folder): string {
    const name = this.nameOf(address, folder)
    if (name === null) return address
    let found = this.addresses.get(name)
    if (!found) this.addresses.set(name, (found = URL.createObjectURL(this.blob(name))))
    return found
  }

  /** A style as it can stand in the page: what it names is loaded from the package. */
  style(name: string, within: readonly string[] = []): string {
    const folder = name.slice(0, name.lastIndexOf('/') + 1)
    const imported = (this.files.styles[name] ?? '').replace(IMPORT, (_, address: string) => {
      const other = this.nameOf(address, folder)
      return other && !within.includes(other) ? this.style(other, [...within, name]) : ''
    })
    return this.inStyle(imported, folder)
  }

  inStyle(text: string, folder = this.folder): string {
    return text.replace(URL_IN_STYLE, (_, quote: string, address: string) => `url(${quote}${this.addressOf(address, folder)}${quote})`)
  }

  private has(name: string): boolean {
    return Object.values(this.files).some((kind) => Object.hasOwn(kind as object, name))
  }

  private blob(name: string): Blob {
    const { others, scripts, styles, pages } = this.files
    return others[name] ?? new Blob([scripts[name] ?? styles[name] ?? pages[name] ?? ''], { type: 'text/plain' })
  }
}

function plain(path: string): string {
  try {
    return decodeURIComponent(path.slice(1))
  } catch {
    return path.slice(1)
  }
}
