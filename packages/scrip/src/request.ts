import { createReader, createTransport, type Read, truthful } from '@rungs/transport'
import { explain } from './errors.js'
import type { CheckedSettings } from './settings.js'
import * as wire from './wire.js'

/** Sends a request and reads the reply with one of the wire schemas, named. */
export type Fetch = Read<typeof wire>

/** Makes the one function through which all requests of a provider go. */
export function createFetch({ apiKey, ...settings }: CheckedSettings): Fetch {
  const auth = { 'x-api-key': apiKey }
  const transport = truthful(
    createTransport({
      ...settings,
      provider: 'scrip',
      secrets: [apiKey],
      auth: () => auth,
      requestIdHeaders: ['x-request-id', 'request-id'],
      explain,
    }),
  )
  return createReader({ transport, provider: 'scrip', vendor: 'Scrip', wire: () => Promise.resolve(wire) })
}
