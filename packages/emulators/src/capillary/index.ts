import type { VendorDefinition } from '../core/vendor.js'
import { defaultHeaders } from './auth.js'
import { capillaryWebhooks } from './events.js'
import { CapillaryInstance } from './instance.js'
import { capillarySwitches } from './switches.js'

export const capillary: VendorDefinition = {
  vendor: 'capillary',
  headers: defaultHeaders,
  credentialHeaders: ['authorization', 'x-cap-api-oauth-token', 'proxy-authorization', 'cookie'],
  credentialFields: ['key', 'secret', 'accessToken'],
  switches: capillarySwitches,
  webhooks: capillaryWebhooks,
  create: (host) => new CapillaryInstance(host),
}
