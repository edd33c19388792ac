/** An H5P package as it is to be shown. Source: the H5P specification (h5p.org/documentation/developers/h5p-specification). */
import { NotAPackage, readJson, unpacked } from './box'
import frame from './frame/h5p.ts?frame'
import type { Fixed, GivenH5p, Opened } from './given'

interface Named {
  machineName: string
  majorVersion: number
  minorVersion: number
}

interface LibraryFile {
  preloadedDependencies?: Named[]
  preloadedJs?: { path: string }[]
  preloadedCss?: { path: string }[]
}

/** By its folder. */
export type Libraries = Readonly<Record<string, LibraryFile>>

/** Raises NotAPackage, TooLarge. */
export async function openH5p(file: Blob): Promise<Opened> {
  const { files, scripts } = await unpacked(file)
  const about = (await readJson(files, 'h5p.json')) as { mainLibrary?: string; title?: string; language?: string; preloadedDependencies?: Named[] }
  const needs = about.preloadedDependencies ?? []
  const main = needs.find(({ machineName }) => machineName === about.mainLibrary)
  if (!main) throw new NotAPackage('mainLibrary')
  const libraries = Object.fromEntries(
    await Promise.all(Object.keys(files.others).filter((name) => /^[^/]+\/library\.json$/.test(name)).map(async (name) => [folderOf(name), (await readJson(files, name)) as LibraryFile] as const))
  )
  const given: Fixed<GivenH5p> = {
    files,
    library: `${main.machineName} ${main.majorVersion}.${main.minorVersion}`,
    title: about.title ?? '',
    content: await readJson(files, 'content/content.json'),
    order: orderOf(needs, libraries)
  }
  return { frame, scripts, lang: about.language ?? '', parts: [{ id: 'h5p', title: given.title, given }] }
}

/** Styles and scripts of these libraries, each after those it stands on. Raises NotAPackage where one is not there. */
export function orderOf(needs: readonly Named[], libraries: Libraries): { styles: string[]; scripts: string[] } {
  const order = { styles: [] as string[], scripts: [] as string[] }
  const seen = new Set<string>()
  const add = (one: Named) => {
    const folder = `${one.machineName}-${one.majorVersion}.${one.minorVersion}`
    if (seen.has(folder)) return
    seen.add(folder)
    const library = libraries[folder]
    if (!library) throw new NotAPackage(folder)
    library.preloadedDependencies?.forEach(add)
    order.styles.push(...(library.preloadedCss ?? []).map(({ path }) => `${folder}/${path}`))
    order.scripts.push(...(library.preloadedJs ?? []).map(({ path }) => `${folder}/${path}`))
  }
  needs.forEach(add)
  return order
}

function folderOf(name: string): string {
  return name.slice(0, name.indexOf('/'))
}
