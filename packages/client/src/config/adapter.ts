import { pathToFileURL } from 'node:url'
import { RungsError, type TierProvider } from '@rungs/model'
import { createJiti } from 'jiti'
import type { ProviderConfig } from './define-config.js'

const ours: readonly string[] = ['memory', 'wix', 'capillary', 'vinr', 'scrip']

/** Whether a name is that of an adapter of Rungs. */
export function isOurs(name: string): boolean {
  return ours.includes(name)
}

/**
 * Imports one adapter, as seen from the config file, and makes its provider.
 * @throws RungsError `configuration` when it is not installed, is no adapter, or refuses its settings.
 */
export async function makeProvider(
  { adapter }: ProviderConfig,
  options: unknown,
  path: string,
  file: string,
): Promise<TierProvider> {
  const factory = typeof adapter === 'function' ? adapter : await importAdapter(adapter, path, file)
  const provider: unknown = Reflect.apply(factory, undefined, [options ?? {}])
  if (isProvider(provider)) return provider
  throw new RungsError({
    code: 'configuration',
    message: `${file}: ${path}.adapter: what it names does not make a provider. The default export of an adapter package is a function from settings to a TierProvider.`,
  })
}

async function importAdapter(
  name: string,
  path: string,
  file: string,
): Promise<(settings: never) => unknown> {
  const packageName = isOurs(name) ? `@rungs/${name}` : name
  const resolved = createJiti(file).esmResolve(packageName, { try: true, parentURL: pathToFileURL(file) })
  if (resolved === undefined) {
    throw new RungsError({
      code: 'configuration',
      message: `${file}: ${path}.adapter: the package ${packageName} is not installed. Install it, or use one of ${ours.join(', ')}.`,
      issues: [{ path: `${path}.adapter`, message: `the package ${packageName} is not installed` }],
    })
  }
  const imported: unknown = await import(/* @vite-ignore */ resolved)
  const factory =
    typeof imported === 'object' && imported !== null && 'default' in imported ? imported.default : undefined
  if (typeof factory === 'function') return factory as (settings: never) => unknown
  throw new RungsError({
    code: 'configuration',
    message: `${file}: ${path}.adapter: the package ${packageName} is no adapter: it has no function as its default export.`,
  })
}

function isProvider(value: unknown): value is TierProvider {
  return (
    typeof value === 'object' && value !== null && 'specificationVersion' in value && 'operations' in value
  )
}
