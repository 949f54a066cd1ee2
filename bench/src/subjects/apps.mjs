/** Apps of one file that make a client and read a tier: what a maker's own first page tells one to import. */

export const rungsApp = (/** @type {string} */ adapter, /** @type {string} */ options) => `
import { createClient } from '@rungs/client'
import { ${adapter} } from '@rungs/${adapter}'
globalThis.read = (id) => createClient(${adapter}(${options})).tiers.get(id)
`

export const apps = {
  rungs: rungsApp('vinr', "{ apiKey: 'key' }"),
  wix: `
import { createClient, ApiKeyStrategy } from '@wix/sdk'
import { tiers } from '@wix/loyalty'
const client = createClient({ modules: { tiers }, auth: ApiKeyStrategy({ apiKey: 'key', siteId: 'site' }) })
globalThis.read = (id) => client.tiers.getTier(id)
`,
  voucherify: `
import { VoucherifyServerSide } from '@voucherify/sdk'
const client = VoucherifyServerSide({ applicationId: 'id', secretKey: 'key' })
globalThis.read = (id) => client.loyalties.get(id)
`,
  talonOne: `
import { ApiClient, ManagementApi } from 'talon_one'
const api = new ManagementApi(new ApiClient())
globalThis.read = (id) => api.getLoyaltyProgram(id)
`,
}
