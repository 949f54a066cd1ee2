import { createReader, createTransport, type Read } from '@rungs/transport'
import { explain } from './errors.js'
import { callHeaders } from './extras.js'
import type { CheckedSettings } from './settings.js'
import * as wire from './wire.js'

/** Sends a request and reads the reply with one of the wire schemas, named. */
export type Fetch = Read<typeof wire>

/** Makes the one function through which all requests of a provider go. */
export function createFetch({ apiKey, version, ...settings }: CheckedSettings): Fetch {
  const auth = { 'x-api-key': apiKey }
  const transport = createTransport({
    ...settings,
    provider: 'vinr',
    secrets: [apiKey],
    headers: { ...settings.headers, ...(version === undefined ? {} : { 'vinr-version': version }) },
    auth: () => auth,
    requestIdHeaders: ['request-id', 'x-request-id'],
    explain,
  })
  return createReader({
    transport,
    provider: 'vinr',
    vendor: 'VINR',
    wire: () => Promise.resolve(wire),
    headers: ({ vendor }) => callHeaders(vendor),
  })
}
