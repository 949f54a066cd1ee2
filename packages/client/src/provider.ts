import { RungsError } from '@rungs/model'

/**
 * Checks that an adapter's provider was given.
 * @throws RungsError `configuration` that says what was given instead, or which version it speaks.
 */
export function checkProvider(given: unknown): void {
  const version: unknown = Object(given).specificationVersion
  if (version === 'v1') return
  const name = String(Object(given).name)
  const message =
    version === undefined
      ? `createClient: expected a provider, which an adapter makes of its settings, got ${kindOf(given, name)}.`
      : `The ${name} adapter speaks version ${String(version)} of the provider interface, and this client speaks v1. Use versions of @rungs/client and the adapter that were released together.`
  throw new RungsError({ code: 'configuration', message })
}

function kindOf(given: unknown, name: string): string {
  if (typeof given === 'function') return `a function. Call it: createClient(${name}({ ... }))`
  return given === null ? 'null' : given === undefined ? 'nothing' : typeof given
}
