import { plainCopy, RungsError } from '@rungs/model'

type Schemas = typeof import('@rungs/model/parse')

let schemas: Schemas | undefined

/**
 * What `check` makes of an input as it is at the call. Schemas cost more to load than the rest of the client
 * together, and reads need none, so they wait for the first input; until they are there, the input is kept as a
 * copy, for the caller may change it.
 */
export function checked<T>(given: unknown, check: (schemas: Schemas, given: unknown) => T): T | Promise<T> {
  if (schemas !== undefined) return check(schemas, given)
  const { copy, issues } = plainCopy(given)
  const kept = issues.length === 0 ? copy : given
  return import('@rungs/model/parse').then((loaded) => {
    schemas = loaded
    return check(loaded, kept)
  }, notLoaded)
}

function notLoaded(cause: unknown): never {
  throw new RungsError({
    code: 'network',
    message:
      'The checks of inputs, which are loaded with the first input, could not be loaded. Nothing was sent.',
    retryable: true,
    cause,
  })
}
