import { type Call, headerOf } from '../core/call.js'
import { denied, errorOfStatus } from './errors.js'
import { SITE_ID } from './seed.js'
import type { WixSwitches } from './switches.js'

/** An API key that the emulator takes; any other credential that does not contain `invalid` is taken too. */
const DEFAULT_KEY = 'IST.rungs-emulator'

/** What API keys begin with; every other credential is the token of an app or a member, which knows its site. */
const API_KEY_PREFIX = 'IST.'

export const defaultHeaders = { authorization: DEFAULT_KEY, 'wix-site-id': SITE_ID }

/** Who calls. */
export interface Caller {
  /** The raw value of the Authorization header, without `Bearer` (REST API Authentication page). */
  readonly credential: string
}

/**
 * Throws 401 for a missing credential, one that contains `invalid` and one with a scheme before it, since Wix takes it
 * raw; 403 for an API key without `wix-site-id`, as tiers and accounts are those of a site.
 */
export const authenticate = (call: Call, switches: WixSwitches): Caller => {
  const credential = headerOf(call, 'authorization')?.trim() ?? ''
  if (credential === '') throw switches.missing_authorization_status === 403 ? denied() : errorOfStatus(401)
  if (/\s/.test(credential) || credential.includes('invalid')) throw errorOfStatus(401)
  const siteId = headerOf(call, 'wix-site-id')?.trim() ?? ''
  if (credential.startsWith(API_KEY_PREFIX) && siteId === '')
    throw denied('An API key needs the header wix-site-id for calls about a site')
  return { credential }
}
