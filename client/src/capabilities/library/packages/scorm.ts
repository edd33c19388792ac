/** A SCORM package as it is to be shown: its parts, in the order of its table of contents. Source: SCORM 1.2 and 2004, Content Aggregation Model. */
import { NotAPackage, unpacked } from './box'
import frame from './frame/scorm.ts?frame'
import type { Fixed, GivenScorm, Opened } from './given'

/** `page` with what stands behind its "?". */
export interface Contents {
  id: string
  title: string
  page: string
  query: string
  launch: string
}

/** Raises NotAPackage, TooLarge. */
export async function openScorm(file: Blob): Promise<Opened> {
  const { files, scripts } = await unpacked(file)
  const manifest = await files.others['imsmanifest.xml']?.text()
  if (!manifest) throw new NotAPackage('imsmanifest.xml')
  const contents = contentsOf(new DOMParser().parseFromString(manifest, 'text/xml'))
  if (contents.length === 0 || contents.some(({ page }) => !(page in files.pages))) throw new NotAPackage('imsmanifest.xml')
  const parts = contents.map(({ id, title, page, query, launch }) => {
    const given: Fixed<GivenScorm> = { files, page, query, launch }
    return { id, title, given }
  })
  return { frame, scripts, lang: '', parts }
}

/** Every part that has a page, in order. */
export function contentsOf(manifest: Document): Contents[] {
  const organizations = named(manifest, 'organization')
  const wanted = named(manifest, 'organizations')[0]?.getAttribute('default')
  const one = organizations.find((organization) => organization.getAttribute('identifier') === wanted) ?? organizations[0]
  const resources = new Map(named(manifest, 'resource').map((resource) => [resource.getAttribute('identifier'), resource]))
  return (one ? named(one, 'item') : []).flatMap((item) => {
    const resource = resources.get(item.getAttribute('identifierref'))
    return resource?.getAttribute('href') ? [partOf(item, resource)] : []
  })
}

function partOf(item: Element, resource: Element): Contents {
  const base = (one: Element | null) => one?.getAttribute('xml:base') ?? ''
  const [page = '', query = ''] = `${base(resource.parentElement)}${base(resource)}${resource.getAttribute('href')!}`.split('#')[0]!.split('?')
  const asked = (item.getAttribute('parameters') ?? '').replace(/^[?&]/, '')
  return {
    id: item.getAttribute('identifier') ?? page,
    title: childOf(item, 'title'),
    page: decodeURI(page),
    query: [query, asked].filter(Boolean).join('&'),
    launch: childOf(item, 'datafromlms') || childOf(item, 'dataFromLMS')
  }
}

function childOf(item: Element, name: string): string {
  return [...item.children].find((one) => one.localName === name)?.textContent.trim() ?? ''
}

function named(within: Document | Element, name: string): Element[] {
  return [...within.getElementsByTagNameNS('*', name)]
}
