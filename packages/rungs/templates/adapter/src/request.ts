import { createReader, createTransport, type Read } from '@rungs/transport'
import { explain } from './errors.js'
import type { CheckedSettings } from './settings.js'

/** Sends a request and reads the reply with one of the wire schemas, named. */
export type Fetch = Read<typeof import('./wire.js')>

/** Makes the one function through which all requests of a provider go. */
export function createFetch({ apiKey, ...settings }: CheckedSettings): Fetch {
  // How Acme takes the key, and which headers of a reply name the request.
  const auth = { authorization: `Bearer ${apiKey}` }
  const transport = createTransport({
    ...settings,
    provider: 'acme',
    secrets: [apiKey],
    auth: () => auth,
    requestIdHeaders: ['x-request-id', 'request-id'],
    explain,
  })
  return createReader({ transport, provider: 'acme', vendor: 'Acme', wire: () => import('./wire.js') })
}
