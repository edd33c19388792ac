/** What a page expects around it and a sandbox does not give: somewhere to note things, for as long as it is open. Runs in the sandbox. */

class Notes {
  private readonly notes = new Map<string, string>()

  get length(): number {
    return this.notes.size
  }

  key(n: number): string | null {
    return [...this.notes.keys()][n] ?? null
  }

  getItem(name: string): string | null {
    return this.notes.get(name) ?? null
  }

  setItem(name: string, value: unknown): void {
    this.notes.set(name, String(value))
  }

  removeItem(name: string): void {
    this.notes.delete(name)
  }

  clear(): void {
    this.notes.clear()
  }
}

/** `lang` of what is shown, and `size` of its letters in per cent: where a page counts in pixels these grow as well. */
export function furnish(lang: string, size: number): void {
  for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { value: new Notes() })
  Object.defineProperty(document, 'cookie', { value: '', writable: true })
  document.documentElement.lang = lang
  document.documentElement.style.setProperty('zoom', String(size / 100))
}

/** Packages look for what they talk to in the page around them: this stands in its place. */
export function around(what: object): void {
  const outer: Record<string, unknown> = { ...what, document, location, length: 0, frames: [], postMessage: () => undefined }
  outer.parent = outer.top = outer.self = outer.window = outer
  Object.assign(window, what)
  Object.defineProperty(window, 'parent', { value: outer })
}
