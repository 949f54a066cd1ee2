import { inspect } from 'node:util'
import { isRungsError, type TierProvider } from '@rungs/model'
import { createJiti } from 'jiti'
import type { ProviderConfig } from './define-config.js'
import type { LoadOptions } from './load-options.js'
import { configurationError, type Problems } from './problem.js'
import type { Resolved } from './secrets.js'

/** The names of the adapters of Rungs. */
export const ours: readonly string[] = ['memory', 'wix', 'capillary', 'vinr', 'scrip']

/** Whether a name is that of an adapter of Rungs. */
export function isOurs(name: string): boolean {
  return ours.includes(name)
}

/** Where a provider stands in a config, for messages and for finding its adapter. */
export interface Place {
  /** The file, or what stands for it. */
  where: string
  /** The path of the provider in it. */
  path: string
  /** The file beside which packages are looked for. */
  beside: string
  /** Adapters that the caller brings. */
  adapters?: LoadOptions['adapters']
}

type Factory = (settings: never) => unknown

/**
 * Imports one adapter, as seen from the config file (an adapter of Rungs also as seen from `self`, this
 * package), and makes its provider.
 * @throws RungsError `configuration` when it is not installed, is no adapter, or refuses its settings.
 */
export async function makeProvider(
  adapter: ProviderConfig['adapter'],
  { settings, secrets }: Resolved,
  place: Place,
  self: string = import.meta.url,
): Promise<TierProvider> {
  const factory = typeof adapter === 'function' ? adapter : await importAdapter(adapter, place, self)
  const provider = callFactory(factory, settings, secrets, place)
  if (isProvider(provider)) return provider
  const got = provider instanceof Promise ? ', but a promise' : ''
  throw refused(place, `what it names does not make a provider${got}`, aboutAdapters)
}

/**
 * Has the adapter of a config that is wrong judge its settings all the same, so that what it says of them can be told
 * with the rest. What it makes is closed; what it says only because of the rest is left out.
 */
export async function probeProvider(
  adapter: ProviderConfig['adapter'],
  resolved: Resolved,
  place: Place,
  problems: Problems,
): Promise<void> {
  try {
    await (await makeProvider(adapter, resolved, place)).close?.()
  } catch (error) {
    const issues = isRungsError(error, 'configuration') ? error.issues : []
    // That it failed as a whole may well come of a setting that is missing.
    const own = issues.filter(({ path }) => path !== `${place.path}.options` && !problems.includes(path))
    problems.add(own)
  }
}

const aboutAdapters =
  'The default export of an adapter package is a function from settings to a TierProvider.'

function callFactory(
  factory: Factory,
  settings: unknown,
  secrets: readonly string[],
  { where, path }: Place,
): unknown {
  try {
    return Reflect.apply(factory, undefined, [settings])
  } catch (error) {
    const clean = (text: string): string =>
      secrets.reduce((cleaned, secret) => cleaned.replaceAll(secret, '[redacted]'), text)
    const at = `${path}.options`
    const found = isRungsError(error) ? error.issues : []
    const issues = found.map((issue) => ({ path: `${at}.${issue.path}`, message: clean(issue.message) }))
    const said = { path: at, message: clean(error instanceof Error ? error.message : String(error)) }
    const shown = inspect(error)
    const cause = clean(shown) === shown ? error : undefined
    throw configurationError(where, issues.length > 0 ? issues : [said], '', cause)
  }
}

async function importAdapter(name: string, place: Place, self: string): Promise<Factory> {
  const packageName = isOurs(name) ? `@rungs/${name}` : name
  const module = await moduleOf(name, packageName, place, self)
  const factory: unknown =
    typeof module === 'object' && module !== null ? Reflect.get(module, 'default') : undefined
  if (typeof factory === 'function') return factory as Factory
  const message = `the package ${packageName} is no adapter: it has no function as its default export`
  throw refused(place, message, aboutAdapters)
}

/** The adapter's module: what the project has installed, else what the caller brought, else, of ours, what we have. */
async function moduleOf(name: string, packageName: string, place: Place, self: string): Promise<unknown> {
  const installed = resolve(packageName, place.beside)
  if (installed !== undefined) return importFrom(installed, packageName, place)
  const brought = Object.hasOwn(place.adapters ?? {}, name) ? place.adapters?.[name] : undefined
  if (brought !== undefined) return brought()
  const near = isOurs(name) ? resolve(packageName, self) : undefined
  if (near !== undefined) return importFrom(near, packageName, place)
  const others = isOurs(name) ? '' : `, or use one of ${ours.join(', ')}`
  throw refused(place, `the package ${packageName} is not installed`, `Install it${others}.`)
}

/** The file of a package as `import` would find it from another file. */
function resolve(packageName: string, from: string): string | undefined {
  return createJiti(from).esmResolve(packageName, { try: true })
}

async function importFrom(url: string, packageName: string, place: Place): Promise<unknown> {
  try {
    return await import(/* @vite-ignore */ url)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const message = `the package ${packageName} is installed but cannot be loaded: ${reason}`
    throw refused(place, message, '', error)
  }
}

function refused({ where, path }: Place, message: string, advice: string, cause?: unknown): Error {
  return configurationError(where, [{ path: `${path}.adapter`, message }], advice, cause)
}

function isProvider(value: unknown): value is TierProvider {
  return (
    typeof value === 'object' &&
    value !== null &&
    'specificationVersion' in value &&
    'operations' in value &&
    'capabilities' in value
  )
}
