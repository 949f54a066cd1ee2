import { createReader, createTransport, type Read, renewing, truthful } from '@rungs/transport'
import { authOf } from './auth.js'
import { explain } from './errors.js'
import { callHeaders } from './extras.js'
import type { CheckedSettings } from './settings.js'
import * as wire from './wire.js'

/** Sends a request and reads the reply with one of the wire schemas, named. */
export type Fetch = Read<typeof wire>

/** Makes the functions through which all requests of a provider go: of tiers, and of customers. */
export function createFetch(settings: CheckedSettings): { tiers: Fetch; customers: Fetch } {
  const { baseUrl, customerBaseUrl, password, clientSecret } = settings
  const common = {
    ...settings,
    provider: 'capillary',
    secrets: [password, clientSecret].filter((secret) => secret !== undefined),
    requestIdHeaders: ['x-cap-requestid'],
  }
  const auth = authOf(settings, () => createTransport({ ...common, auth: () => ({}), explain }))
  const withAuth = { ...common, auth: () => auth.headers(), explain: renewing(auth, explain) }
  const reader = (at: string): Fetch =>
    createReader({
      transport: truthful(createTransport({ ...withAuth, baseUrl: at })),
      provider: 'capillary',
      vendor: 'Capillary',
      wire: () => Promise.resolve(wire),
      headers: ({ vendor }) => callHeaders(vendor),
      refusal: explain,
    })
  const tiers = reader(baseUrl)
  return { tiers, customers: customerBaseUrl === baseUrl ? tiers : reader(customerBaseUrl) }
}
