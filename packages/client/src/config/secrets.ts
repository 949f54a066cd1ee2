import { type Issue, joinPath } from '@rungs/model'
import { isPlain } from './check-config.js'
import type { Problems } from './problem.js'

type Environment = Readonly<Record<string, string | undefined>>

/** Settings with every `{ env: 'NAME' }` resolved, as far as it could be, and what was read for them. */
export interface Resolved {
  settings: unknown
  /** To be kept out of every message. */
  secrets: string[]
}

/**
 * Puts the environment's values in place of `{ env: 'NAME' }`, at any depth. Every missing one goes to `problems`,
 * with its path and its variable.
 */
export function resolveSecrets(value: unknown, path: string, problems: Problems, env: Environment): Resolved {
  const secrets: string[] = []
  const issues: Issue[] = []
  const walk = (inner: unknown, at: string): unknown => {
    if (Array.isArray(inner)) return inner.map((item, index) => walk(item, joinPath(at, index)))
    if (typeof inner !== 'object' || inner === null || !isPlain(inner)) return inner
    const entries = Object.entries(inner)
    if (entries.length !== 1 || entries[0]?.[0] !== 'env')
      return Object.fromEntries(entries.map(([key, item]) => [key, walk(item, joinPath(at, key))]))
    const name: unknown = entries[0][1]
    const found = typeof name === 'string' && Object.hasOwn(env, name) ? env[name] : undefined
    if (found !== undefined && found !== '') secrets.push(found)
    else issues.push({ path: at, message: missing(name) })
    return found
  }
  const settings = walk(value, path)
  problems.add(issues, `Set ${issues.length === 1 ? 'it' : 'them'}, or write the value in its place.`)
  return { settings, secrets }
}

function missing(name: unknown): string {
  return typeof name === 'string' && name !== ''
    ? `the environment variable ${name} is not set`
    : "expected { env: 'NAME' } with the name of an environment variable"
}
