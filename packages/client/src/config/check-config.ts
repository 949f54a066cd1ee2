import { type Issue, joinPath } from '@rungs/model'
import { issuesOf } from '@rungs/model/schemas'
import * as z from 'zod/mini'
import type { AdapterFactory, ProviderConfig } from './define-config.js'
import type { Problems } from './problem.js'

const adapterFunction = z.custom<AdapterFactory>((value) => typeof value === 'function', {
  error: 'expected the name of an adapter, a package name, or an adapter function',
})

const configSchema = z.strictObject({
  use: z.exactOptional(z.string().check(z.minLength(1))),
  providers: z.record(
    z.string(),
    z.strictObject({
      adapter: z.union([z.string().check(z.minLength(1)), adapterFunction]),
      options: z.exactOptional(z.record(z.string(), z.unknown())),
    }),
  ),
})

/** A config as far as it can be used: of one that is wrong, what can still be looked at. */
export interface Readable {
  use?: string
  providers: Record<string, { adapter?: ProviderConfig['adapter']; options: object }>
}

/**
 * Checks a config strictly. What is wrong goes to `problems`.
 * @throws RungsError `configuration` when it is not even plain data.
 */
export function checkConfig(value: unknown, problems: Problems): Readable {
  problems.add(shapeIssues(value))
  if (!problems.none) throw problems.error()
  const result = configSchema.safeParse(value)
  const issues = result.success ? [] : issuesOf(result.error.issues, value)
  problems.add(issues.map((issue) => (issue.path === '' ? { ...issue, path: 'the config' } : issue)))
  const use = property(value, 'use')
  const providers = Object.entries(objectIn(value, 'providers')).map(([name, given]) => {
    const adapter = property(given, 'adapter')
    const options = objectIn(given, 'options')
    return [name, isAdapter(adapter) ? { adapter, options } : { options }]
  })
  return { ...(typeof use === 'string' ? { use } : {}), providers: Object.fromEntries(providers) }
}

function isAdapter(value: unknown): value is ProviderConfig['adapter'] {
  return (typeof value === 'string' && value !== '') || typeof value === 'function'
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Reflect.get(value, key)
    : undefined
}

function objectIn(value: unknown, key: string): object {
  const found = property(value, key)
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? found : {}
}

const maxDepth = 64

/** Cycles, endless depth and `__proto__` as a key. Everything that is no plain object or list is an adapter's to judge. */
function shapeIssues(value: unknown, path = '', above: readonly unknown[] = []): Issue[] {
  if (typeof value !== 'object' || value === null) return []
  if (above.includes(value)) return [{ path, message: 'expected plain data, got a cycle' }]
  if (above.length >= maxDepth) return [{ path, message: `expected at most ${maxDepth} levels` }]
  const inside = [...above, value]
  if (Array.isArray(value))
    return value.flatMap((item, index) => shapeIssues(item, joinPath(path, index), inside))
  if (!isPlain(value)) return path === '' ? [{ path, message: 'expected a plain object' }] : []
  return Object.keys(value).flatMap((key) => {
    const at = joinPath(path, key)
    return key === '__proto__'
      ? [{ path: at, message: 'unknown key' }]
      : shapeIssues(Reflect.get(value, key), at, inside)
  })
}

/** Whether an object was written down, rather than made by a class. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/**
 * The name of the provider to use: given, else `RUNGS_USE`, else `use` of the config, else the only one there is.
 * That none is named, or one that the config does not have, goes to `problems`.
 */
export function chooseProvider(
  config: Readable,
  problems: Problems,
  use: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const names = Object.keys(config.providers)
  const known = names.map((name) => `'${name}'`).join(', ')
  if (names.length === 0) {
    if (problems.none) problems.add([{ path: 'providers', message: 'expected at least one provider' }])
    return undefined
  }
  const only = names.length === 1 ? names[0] : undefined
  const name = use ?? (env.RUNGS_USE || undefined) ?? (problems.includes('use') ? undefined : config.use)
  if (name === undefined) {
    if (only !== undefined || problems.includes('use')) return only
    const advice = `Set \`use\` in it, or RUNGS_USE in the environment, to one of: ${known}.`
    problems.add([{ path: 'use', message: 'no provider is chosen' }], advice)
    return undefined
  }
  if (Object.hasOwn(config.providers, name)) return name
  const source = use !== undefined ? 'the option `use`' : env.RUNGS_USE ? 'RUNGS_USE' : '`use`'
  const message = `${source} names the provider '${name}', which is not one of: ${known}`
  problems.add([{ path: 'use', message }])
  return only
}
