import { join } from 'node:path'
import { joinPath } from '@rungs/model'
import { issuesOf } from '@rungs/model/schemas'
import * as z from 'zod/mini'
import { createClient } from '../client.js'
import { wrongDefaults } from '../options.js'
import type { Client } from '../types.js'
import { isOurs, makeProvider, ours, probeProvider } from './adapter.js'
import { checkConfig, chooseProvider } from './check-config.js'
import { findConfig } from './find-config.js'
import type { LoadOptions } from './load-options.js'
import { configurationError, Problems } from './problem.js'
import { resolveSecrets } from './secrets.js'

const text = z.string().check(z.minLength(1))

const optionsSchema = z.strictObject({
  config: z.optional(z.unknown()),
  cwd: z.optional(text),
  use: z.optional(text),
  env: z.optional(z.record(z.string(), z.optional(z.string()))),
  adapters: z.optional(z.record(z.string(), z.unknown())),
  client: z.optional(z.record(z.string(), z.unknown())),
})

/** A config, what to call the place it came from, and the file beside which its adapters are. */
interface Source {
  config: unknown
  where: string
  beside: string
}

/** Finds the config, chooses the provider, imports its adapter and makes the client. All that is wrong is told at once. */
export async function load(options: LoadOptions): Promise<Client> {
  // `process.env` is no plain object; its copy is.
  const copied = typeof options.env === 'object' ? { ...options, env: { ...options.env } } : options
  const checked = optionsSchema.safeParse(copied)
  const issues = checked.success ? [] : issuesOf(checked.error.issues, options)
  if (issues.length === 0 && options.client !== undefined)
    issues.push(...wrongDefaults(options.client).map((issue) => ({ ...issue, path: `client.${issue.path}` })))
  if (issues.length > 0) throw configurationError('loadClient()', issues)
  const env = options.env ?? process.env
  const { config, where, beside } = await sourceOf(options, env)
  const problems = new Problems(where)
  const found = checkConfig(config, problems)
  const name = chooseProvider(found, problems, options.use, env) ?? ''
  const provider = found.providers[name]
  if (provider !== undefined) {
    const path = joinPath('providers', name)
    const resolved = resolveSecrets(provider.options, `${path}.options`, problems, env)
    const place = { where, path, beside, adapters: options.adapters ?? {} }
    const { adapter } = provider
    if (adapter !== undefined && problems.none)
      return createClient(await makeProvider(adapter, resolved, place), options.client)
    if (adapter !== undefined) await probeProvider(adapter, resolved, place, problems)
  }
  throw problems.error()
}

async function sourceOf(
  { config, cwd = process.cwd(), use, adapters = {} }: LoadOptions,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Source> {
  const beside = join(cwd, 'rungs.config.js')
  if (config !== undefined) return { config, where: 'the config given', beside }
  const found = await findConfig(cwd)
  if (found !== undefined) return { config: found.value, where: found.file, beside: found.file }
  const name = use ?? (env.RUNGS_USE || undefined)
  if (name !== undefined && (isOurs(name) || Object.hasOwn(adapters, name)))
    return { config: { providers: { [name]: { adapter: name } } }, where: `the provider ${name}`, beside }
  const message = `no rungs.config.ts, .mts, .js, .mjs, .json, .yaml or .yml was found there or above`
  const named = `, and ${use === undefined ? 'RUNGS_USE' : 'the option `use`'} names '${name}', which is no adapter of Rungs`
  const advice = `Write one, or name an adapter of Rungs (${ours.join(', ')}) with \`use\` or RUNGS_USE.`
  throw configurationError(
    cwd,
    [{ path: '', message: name === undefined ? message : message + named }],
    advice,
  )
}
