import type { VendorDefinition } from '../core/vendor.js'
import { DEFAULT_KEY } from './auth.js'
import { scripWebhooks } from './events.js'
import { ScripInstance } from './instance.js'
import { scripSwitches } from './switches.js'

export const scrip: VendorDefinition = {
  vendor: 'scrip',
  headers: { 'x-api-key': DEFAULT_KEY },
  credentialHeaders: ['x-api-key', 'authorization', 'proxy-authorization', 'cookie'],
  switches: scripSwitches,
  webhooks: scripWebhooks,
  create: (host) => new ScripInstance(host),
}
