import { join } from 'node:path'
import { joinPath } from '@rungs/model'
import { issuesOf } from '@rungs/model/schemas'
import * as z from 'zod/mini'
import { createClient } from '../client.js'
import type { Client } from '../types.js'
import { isOurs, makeProvider } from './adapter.js'
import { checkConfig, chooseProvider } from './check-config.js'
import type { Config } from './define-config.js'
import { findConfig } from './find-config.js'
import type { LoadOptions } from './load-options.js'
import { configurationError } from './problem.js'
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
  config: Config
  where: string
  beside: string
}

/** Finds the config, chooses the provider, imports its adapter and makes the client. */
export async function load(options: LoadOptions): Promise<Client> {
  // `process.env` is no plain object; its copy is.
  const copied = typeof options.env === 'object' ? { ...options, env: { ...options.env } } : options
  const checked = optionsSchema.safeParse(copied)
  if (!checked.success) throw configurationError('loadClient()', issuesOf(checked.error.issues, options))
  const env = options.env ?? process.env
  const { config, where, beside } = await sourceOf(options, env)
  const name = chooseProvider(config, where, options.use, env)
  const path = joinPath('providers', name)
  const provider = config.providers[name] ?? { adapter: name }
  const resolved = resolveSecrets(provider.options ?? {}, `${path}.options`, where, env)
  const place = { where, path, beside, adapters: options.adapters ?? {} }
  return createClient(await makeProvider(provider, resolved, place), options.client)
}

async function sourceOf(
  { config, cwd = process.cwd(), use, adapters = {} }: LoadOptions,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Source> {
  const beside = join(cwd, 'rungs.config.js')
  if (config !== undefined)
    return { config: checkConfig(config, 'the config given'), where: 'the config given', beside }
  const found = await findConfig(cwd)
  if (found !== undefined)
    return { config: checkConfig(found.value, found.file), where: found.file, beside: found.file }
  const name = use ?? env.RUNGS_USE
  if (name !== undefined && (isOurs(name) || Object.hasOwn(adapters, name)))
    return { config: { providers: { [name]: { adapter: name } } }, where: `the provider ${name}`, beside }
  const message = `no rungs.config.ts, .mts, .js, .mjs, .json, .yaml or .yml was found there or above`
  const advice = 'Write one, or name an adapter of Rungs with `use` or RUNGS_USE.'
  throw configurationError(cwd, [{ path: '', message }], advice)
}
