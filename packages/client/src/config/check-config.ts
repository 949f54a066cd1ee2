import { RungsError } from '@rungs/model'
import { issuesOf } from '@rungs/model/schemas'
import * as z from 'zod/mini'
import type { AdapterFactory, Config } from './define-config.js'

const adapterFunction = z.custom<AdapterFactory>((value) => typeof value === 'function', {
  error: 'expected the name of an adapter, a package name, or an adapter function',
})

const configSchema = z.strictObject({
  use: z.exactOptional(z.string().check(z.minLength(1))),
  providers: z.record(
    z.string().check(z.minLength(1)),
    z.strictObject({
      adapter: z.union([z.string().check(z.minLength(1)), adapterFunction]),
      options: z.exactOptional(z.record(z.string(), z.unknown())),
    }),
  ),
})

/**
 * Checks a config strictly.
 * @throws RungsError `configuration` that names the file and every wrong path.
 */
export function checkConfig(value: unknown, file: string): Config {
  const result = configSchema.safeParse(value)
  if (result.success) return result.data
  const issues = issuesOf(result.error.issues, value)
  const lines = issues.map(({ path, message }) => `${path === '' ? 'the config' : path}: ${message}`)
  throw new RungsError({ code: 'configuration', message: `${file}: ${lines.join('; ')}`, issues })
}

/**
 * The name of the provider to use: given, else `RUNGS_USE`, else `use` of the config, else the only one there is.
 * @throws RungsError `configuration` when none is named, or one that the config does not have.
 */
export function chooseProvider(
  config: Config,
  file: string,
  use: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const names = Object.keys(config.providers)
  const only = names.length === 1 ? names[0] : undefined
  const name = use ?? (env.RUNGS_USE || undefined) ?? config.use ?? only
  const known = names.length === 0 ? 'none' : names.join(', ')
  if (name === undefined) {
    throw new RungsError({
      code: 'configuration',
      message: `${file}: no provider is chosen. Set \`use\` in it, or RUNGS_USE in the environment, to one of: ${known}.`,
    })
  }
  if (Object.hasOwn(config.providers, name)) return name
  const source = use !== undefined ? 'use' : env.RUNGS_USE ? 'RUNGS_USE' : 'use in the config'
  throw new RungsError({
    code: 'configuration',
    message: `${file}: ${source} names the provider '${name}', which is not among its providers: ${known}.`,
    issues: [{ path: 'use', message: `expected one of: ${known}` }],
  })
}
