import { RegExpRouter } from 'hono/router/reg-exp-router'

/** One route: `path` in Hono's notation, for example `/v1/tiers/:id`. */
export interface Route<H> {
  readonly method: string
  readonly path: string
  readonly handler: H
}

/** What a path leads to: a handler, the methods that the path does have, or nothing. */
export type Match<H> =
  | { readonly handler: H; readonly params: Readonly<Record<string, string>> }
  | { readonly allow: readonly string[] }
  | undefined

const decoded = (text: string): string => {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * Hono's router without Hono's context: it is given the method and the path and no Request has to be built for it,
 * which halves the time of a request over a socket. A path without parameters wins over one with them that fits too,
 * which that router alone refuses to tell apart.
 */
export const createRouter = <H>(
  routes: readonly Route<H>[],
): ((method: string, path: string) => Match<H>) => {
  const router = new RegExpRouter<H>()
  const methods = [...new Set(routes.map(({ method }) => method))]
  /** By method, then by path: to join the two for every request would cost more than to look twice. */
  const literals = new Map(methods.map((method) => [method, new Map<string, H>()]))
  for (const { method, path, handler } of routes)
    if (path.includes(':')) router.add(method, path, handler)
    else literals.get(method)?.set(path, handler)
  const find = (method: string, path: string): Match<H> => {
    const literal = literals.get(method)?.get(path)
    if (literal !== undefined) return { handler: literal, params: {} }
    const [matches, stash] = router.match(method, path)
    const first = matches[0]
    if (first === undefined) return undefined
    const params: Record<string, string> = {}
    for (const [name, at] of Object.entries(first[1]))
      params[name] = decoded(typeof at === 'number' ? (stash?.[at] ?? '') : at)
    return { handler: first[0], params }
  }
  return (method, path) => {
    const match = literals.has(method) ? find(method, path) : undefined
    if (match !== undefined) return match
    const allow = methods.filter((other) => find(other, path) !== undefined)
    return allow.length > 0 ? { allow } : undefined
  }
}
