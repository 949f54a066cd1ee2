import type { VendorDefinition } from '../core/vendor.js'
import { DEFAULT_KEY } from './auth.js'
import { vinrWebhooks } from './events.js'
import { VinrInstance } from './instance.js'
import { vinrSwitches } from './switches.js'

export const vinr: VendorDefinition = {
  vendor: 'vinr',
  headers: { 'x-api-key': DEFAULT_KEY },
  credentialHeaders: ['x-api-key', 'authorization', 'proxy-authorization', 'cookie'],
  switches: vinrSwitches,
  webhooks: vinrWebhooks,
  create: (host) => new VinrInstance(host),
}
