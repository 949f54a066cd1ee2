import { RungsError } from '@rungs/model'

/**
 * Puts the environment's values in place of `{ env: 'NAME' }`, at any depth.
 * @throws RungsError `configuration` that names the path and the variable, for every missing one.
 */
export function resolveSecrets(
  value: unknown,
  path: string,
  file: string,
  env: Readonly<Record<string, string | undefined>>,
): unknown {
  const missing: { path: string; message: string }[] = []
  const resolved = walk(value, path, (name, at) => {
    const found = env[name]
    if (found !== undefined && found !== '') return found
    missing.push({ path: at, message: `the environment variable ${name} is not set` })
    return undefined
  })
  if (missing.length === 0) return resolved
  const lines = missing.map((issue) => `${issue.path}: ${issue.message}`).join('; ')
  throw new RungsError({
    code: 'configuration',
    message: `${file}: ${lines}. Set it, or put the value in its place.`,
    issues: missing,
  })
}

function walk(value: unknown, path: string, read: (name: string, path: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item, index) => walk(item, `${path}[${index}]`, read))
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value
  const entries = Object.entries(value)
  const [first] = entries
  if (entries.length === 1 && first?.[0] === 'env' && typeof first[1] === 'string')
    return read(first[1], path)
  return Object.fromEntries(entries.map(([key, item]) => [key, walk(item, `${path}.${key}`, read)]))
}
