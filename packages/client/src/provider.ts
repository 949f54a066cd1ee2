import { RungsError } from '@rungs/model'

/**
 * Checks that an adapter's provider was given.
 * @throws RungsError `configuration` that says what was given instead, or which version it speaks.
 */
export function checkProvider(given: unknown): void {
  const message = problemWith(given)
  if (message !== undefined) throw new RungsError({ code: 'configuration', message })
}

function problemWith(given: unknown): string | undefined {
  if (typeof given === 'function')
    return `createClient: expected a provider, got the function ${given.name}. Call it: createClient(${given.name}({ ... })).`
  if (typeof given !== 'object' || given === null || !('specificationVersion' in given)) {
    const got = given === null ? 'null' : given === undefined ? 'nothing' : typeof given
    return `createClient: expected a provider, got ${got}. A provider is what an adapter makes of its settings; loadClient() makes a client by the names of a config.`
  }
  if (given.specificationVersion === 'v1') return undefined
  const name = 'name' in given ? String(given.name) : 'given'
  return `The ${name} adapter speaks version ${String(given.specificationVersion)} of the provider interface, and this client speaks v1. Use versions of @rungs/client and the adapter that were released together.`
}
