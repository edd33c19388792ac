/** A small history-mode router: routes by name, the way back, and where we are. */
import { shallowRef, type Component } from 'vue'

export interface Route {
  /** "/check-ins/:id/:step" */
  path: string
  name: string
  screen: () => Promise<Component | { default: Component }>
}

export type Params = Record<string, string>

export interface Here {
  name: string
  /** Those of the path and those of the query. */
  params: Params
  /** Which screen this is: its name and the params of its path. The query is a screen's own state: it changes within. */
  key: string
  route: Route
}

/** Where we are; null until the router has started. */
export const here = shallowRef<Here | null>(null)

let routes: readonly Route[] = []

/** Reads the address bar and follows the back button. The first route is home, and the answer to unknown addresses. */
export function startRouter(table: readonly Route[]): void {
  routes = table
  window.addEventListener('popstate', follow)
  follow()
}

/** Opens a route. Params that its path does not name travel as the query. */
export function go(name: string, params: Params = {}, how: 'push' | 'replace' = 'push'): void {
  const steps = (history.state as { steps?: number } | null)?.steps ?? 0
  if (how === 'push') history.pushState({ steps: steps + 1 }, '', pathOf(name, params))
  else history.replaceState({ steps }, '', pathOf(name, params))
  follow()
}

/** One step back where we came from inside the app, else to `fallback`: never out of the app. */
export function back(fallback = routes[0]?.name ?? 'home'): void {
  const steps = (history.state as { steps?: number } | null)?.steps ?? 0
  if (steps > 0) history.back()
  else go(fallback, {}, 'replace')
}

export function pathOf(name: string, params: Params = {}): string {
  const route = routes.find((one) => one.name === name)
  if (!route) return '/'
  const rest = { ...params }
  const path = route.path.replace(/:(\w+)/g, (_, key: string) => {
    const value = rest[key] ?? ''
    delete rest[key]
    return encodeURIComponent(value)
  })
  const query = new URLSearchParams(rest).toString()
  return query ? `${path}?${query}` : path
}

/** The route that an address means, with its params; null where none does. */
export function match(table: readonly Route[], path: string, query = ''): Here | null {
  for (const route of table) {
    const params = paramsOf(route.path, path)
    if (params) return hereAt(route, params, query)
  }
  return null
}

function follow(): void {
  here.value = match(routes, location.pathname, location.search) ?? (routes[0] ? hereAt(routes[0], {}) : null)
}

function hereAt(route: Route, params: Params, query = ''): Here {
  const all = { ...Object.fromEntries(new URLSearchParams(query)), ...params }
  return { name: route.name, route, params: all, key: `${route.name} ${JSON.stringify(params)}` }
}

function paramsOf(pattern: string, path: string): Params | null {
  const [wanted, given] = [pattern.split('/').filter(Boolean), path.split('/').filter(Boolean)]
  if (wanted.length !== given.length) return null
  const params: Params = {}
  for (const [i, part] of wanted.entries()) {
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(given[i]!)
    else if (part !== given[i]) return null
  }
  return params
}
