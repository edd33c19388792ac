/** What `/version.json` says: the version that is out, and whether this app must be switched off. */
export interface VersionFacts {
  version: string
  /** True: unregister the service worker and clear its caches. Databases are never touched. */
  kill?: boolean
}

/** Null where there is no answer, or one that is not ours. */
export async function versionFacts(ask: typeof fetch, origin: string): Promise<VersionFacts | null> {
  try {
    const response = await ask(`${origin}/version.json`, { cache: 'no-store' })
    const facts = (await response.json()) as VersionFacts
    return typeof facts.version === 'string' ? facts : null
  } catch {
    return null
  }
}

/** Takes the installed app away, so that the next load comes from the server. */
export async function switchOff(): Promise<void> {
  for (const name of await caches.keys()) await caches.delete(name)
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister()
}
