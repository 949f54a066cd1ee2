import type { VendorDefinition } from '../core/vendor.js'
import { defaultHeaders } from './auth.js'
import { wixWebhooks } from './events.js'
import { WixInstance } from './instance.js'
import { wixSwitches } from './switches.js'

export const wix: VendorDefinition = {
  vendor: 'wix',
  headers: defaultHeaders,
  credentialHeaders: ['authorization', 'proxy-authorization', 'cookie'],
  credentialFields: ['client_secret', 'refresh_token', 'access_token'],
  switches: wixSwitches,
  webhooks: wixWebhooks,
  create: (host) => new WixInstance(host),
}
