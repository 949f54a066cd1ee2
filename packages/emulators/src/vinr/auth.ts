import { type Call, headerOf } from '../core/call.js'
import { VinrError } from './errors.js'

/** A key that the emulator takes; any other that does not contain `invalid` is taken too. */
export const DEFAULT_KEY = 'sk_test_rungs'

const refuse = (message: string): never => {
  throw new VinrError(401, { code: 'invalid_api_key', message })
}

const credentialOf = (call: Call): string | undefined => {
  const key = headerOf(call, 'x-api-key')?.trim()
  if (key !== undefined && key !== '') return key
  return /^bearer\s+(\S+)$/i.exec(headerOf(call, 'authorization')?.trim() ?? '')?.[1]
}

/**
 * The secret key of a request, from X-Api-Key or a bearer token (authentication page: both work). Throws 401 when it
 * is missing, contains `invalid`, or is a publishable key, which is the wrong kind for these routes.
 */
export const authenticate = (call: Call): string => {
  const key = credentialOf(call)
  if (key === undefined)
    return refuse('No API key was sent. Send it as "X-Api-Key: <key>" or "Authorization: Bearer <key>".')
  if (key.includes('invalid')) return refuse('The API key is not valid.')
  if (key.startsWith('pk_')) return refuse('A publishable key cannot be used here. Send a secret key.')
  return key
}
