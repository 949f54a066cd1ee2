import { createReader, createTransport, type Read, truthful } from '@rungs/transport'
import { explain } from './errors.js'
import { callHeaders } from './extras.js'
import type { CheckedSettings } from './settings.js'
import * as wire from './wire.js'

/** Sends a request and reads the reply with one of the wire schemas, named. */
export type Fetch = Read<typeof wire>

/** Makes the one function through which all requests of a provider go. */
export function createFetch({ apiKey = '', accessToken, siteId, ...settings }: CheckedSettings): Fetch {
  // No `Bearer`: Wix takes keys and tokens as they are (Wix REST API Authentication page).
  const fixed = { authorization: typeof accessToken === 'string' ? accessToken : apiKey }
  const asked = typeof accessToken === 'function' ? accessToken : undefined
  const transport = createTransport({
    ...settings,
    provider: 'wix',
    secrets: asked === undefined ? [fixed.authorization] : [],
    headers: { ...settings.headers, ...(siteId === undefined ? {} : { 'wix-site-id': siteId }) },
    auth: asked === undefined ? () => fixed : async () => ({ authorization: await asked() }),
    requestIdHeaders: ['x-wix-request-id'],
    explain,
  })
  return createReader({
    // The first attempt may have made the last tier that the plan allows, too.
    transport: truthful(transport, ['conflict', 'rejected']),
    provider: 'wix',
    vendor: 'Wix',
    wire: () => Promise.resolve(wire),
    headers: callHeaders,
  })
}
