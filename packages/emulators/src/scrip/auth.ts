import { type Call, headerOf } from '../core/call.js'
import { ScripError } from './errors.js'

/** A key that the emulator takes; any other that does not contain `invalid` or `forbidden` is taken too. */
export const DEFAULT_KEY = 'sk_test_rungs'

const credentialOf = (call: Call): string | undefined => {
  const key = headerOf(call, 'x-api-key')?.trim()
  if (key !== undefined && key !== '') return key
  return /^bearer\s+(\S+)$/i.exec(headerOf(call, 'authorization')?.trim() ?? '')?.[1]
}

/**
 * The key of a request, from X-API-Key or a bearer token (authentication page: either). Throws 401 when it is missing
 * or contains `invalid`, and 403 when it contains `forbidden`, which stands for a key without the permission.
 */
export const authenticate = (call: Call): string => {
  const key = credentialOf(call)
  if (key === undefined)
    throw new ScripError(401, {
      code: 'unauthorized',
      message: 'An API key is required: send it as "X-API-Key: sk_..." or "Authorization: Bearer sk_..."',
    })
  if (key.includes('invalid'))
    throw new ScripError(401, { code: 'unauthorized', message: 'The API key is invalid or revoked' })
  if (key.includes('forbidden'))
    throw new ScripError(403, { code: 'forbidden', message: 'The API key does not permit this' })
  return key
}
