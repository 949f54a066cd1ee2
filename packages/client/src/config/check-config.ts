import { type Issue, joinPath } from '@rungs/model'
import { issuesOf } from '@rungs/model/schemas'
import * as z from 'zod/mini'
import type { AdapterFactory, Config } from './define-config.js'
import { configurationError } from './problem.js'

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

/**
 * Checks a config strictly.
 * @throws RungsError `configuration` that names the place it came from and every wrong path.
 */
export function checkConfig(value: unknown, where: string): Config {
  const shape = shapeIssues(value)
  if (shape.length > 0) throw configurationError(where, shape)
  const result = configSchema.safeParse(value)
  if (result.success) return result.data
  const issues = issuesOf(result.error.issues, value)
  throw configurationError(
    where,
    issues.map((issue) => (issue.path === '' ? { path: 'the config', message: issue.message } : issue)),
  )
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
 * @throws RungsError `configuration` when none is named, or one that the config does not have.
 */
export function chooseProvider(
  config: Config,
  where: string,
  use: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const names = Object.keys(config.providers)
  const known = names.map((name) => `'${name}'`).join(', ')
  if (names.length === 0)
    throw configurationError(where, [{ path: 'providers', message: 'expected at least one provider' }])
  const only = names.length === 1 ? names[0] : undefined
  const name = use ?? (env.RUNGS_USE || undefined) ?? config.use ?? only
  if (name === undefined) {
    const advice = `Set \`use\` in it, or RUNGS_USE in the environment, to one of: ${known}.`
    throw configurationError(where, [{ path: 'use', message: 'no provider is chosen' }], advice)
  }
  if (Object.hasOwn(config.providers, name)) return name
  const source = use !== undefined ? 'the option `use`' : env.RUNGS_USE ? 'RUNGS_USE' : '`use`'
  const message = `${source} names the provider '${name}', which is not one of: ${known}`
  throw configurationError(where, [{ path: 'use', message }])
}
