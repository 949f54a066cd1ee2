import type { WixState } from './state.js'

/** The site that the emulator stands for. */
export const SITE_ID = '11111111-1111-4111-8111-111111111111'

/** The installation of an app on that site, which webhooks name. */
export const INSTANCE_ID = '22222222-2222-4222-8222-222222222222'

/** One site without tiers, settings and accounts; that is both the documented and the emptiest state. */
export const seedState = (recalculated: number): WixState => ({
  tiers: {},
  settings: null,
  accounts: {},
  jobs: {},
  recalculated,
  events: 0,
})
