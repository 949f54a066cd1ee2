import { createReader, createTransport, present, type Read, type Transport, truthful } from '@rungs/transport'
import { explain } from './errors.js'
import { siteOf } from './extras.js'
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
    headers: { ...settings.headers, ...present({ 'wix-site-id': siteId }) },
    auth: asked === undefined ? () => fixed : async () => ({ authorization: await asked() }),
    requestIdHeaders: ['x-wix-request-id'],
    explain,
  })
  return createReader({
    // The first attempt may have made the last tier that the plan allows, too.
    transport: consistent(truthful(transport, ['conflict', 'rejected'])),
    provider: 'wix',
    vendor: 'Wix',
    wire: async () => wire,
    headers: (call) => ({ 'wix-site-id': siteOf(call) }),
  })
}

/** What a reply says by `X-Wix-Consistent` is said back, as Wix's SDK does, so that reads see what was written. */
function consistent(transport: Transport): Transport {
  let said: string | null = null
  const request: Transport['request'] = async (asked, call) => {
    const sent = said ? { ...asked, headers: { 'x-wix-consistent': said, ...asked.headers } } : asked
    const reply = await transport.request(sent, call)
    said = reply.headers.get('x-wix-consistent') || said
    return reply
  }
  return { ...transport, request }
}
