import type { Checks, CommonSettings } from '@rungs/transport/provider'
import { completeSettings, oneOf, refuseSettings, text, wholeFrom } from '@rungs/transport/provider'

/** What `wix()` is made from. Every key is optional where the environment has `WIX_API_KEY` and `WIX_SITE_ID`. */
export interface WixSettings extends CommonSettings {
  /** An API key; the environment's `WIX_API_KEY` when absent. Sent as `Authorization`, without `Bearer`. */
  apiKey?: string
  /** The GUID of the site, which an API key needs; the environment's `WIX_SITE_ID` when absent. Sent as `wix-site-id`. */
  siteId?: string
  /**
   * An access token of an OAuth app, in place of an API key, or a function that gives the current one before each
   * request; tokens of Wix apps expire.
   */
  accessToken?: string | (() => string | Promise<string>)
  /** The environment's `WIX_BASE_URL` when absent, else `https://www.wixapis.com`. */
  baseUrl?: string
  /**
   * What a `memberId` is: the id of a contact, of a site member or of a loyalty account. `any` (the default) tries
   * contact, account and member in turn, which costs a request for each that it is not.
   */
  memberIds?: 'any' | 'contact' | 'member' | 'account'
  /** What earned points are booked under, any text (Wix Earn Points page); `rungs` when absent. */
  appId?: string
  /**
   * Whether a tier may require 0 points. The Tier Object page lets it, so `allow`, the default, leaves it to Wix; but
   * 0 is what the base tier requires (Wix tiers introduction), so `reserve` refuses it before any request.
   */
  zeroPoints?: 'allow' | 'reserve'
  /** The shortest rolling window in months: 12 by the text of the program settings page, the default; 1 by its schema. */
  shortestWindow?: number
}

/** {@link WixSettings} with every default filled in. */
export type CheckedSettings = ReturnType<typeof checkSettings>

const secret = /^[!-~]{1,10000}$/
const checks: Checks<WixSettings> = {
  apiKey: text(secret, 'a credential without blanks, and without Bearer'),
  siteId: text(/^[!-~]{1,255}$/, 'an id without blanks'),
  accessToken: [
    'a token without blanks and without Bearer, or a function that gives one',
    (value) => typeof value === 'function' || (typeof value === 'string' && secret.test(value)),
  ],
  memberIds: oneOf('any', 'contact', 'member', 'account'),
  appId: text(/\S/, 'a text'),
  zeroPoints: oneOf('allow', 'reserve'),
  shortestWindow: wholeFrom(1, 36, ' of months'),
}

const required = { apiKey: ['WIX_API_KEY', 'an API key'], siteId: ['WIX_SITE_ID', 'the id of the site'] }

/**
 * Checks the settings, reads the environment for what is absent, and fills in the defaults.
 * @throws RungsError `configuration` naming every wrong or missing setting; never a value.
 */
export function checkSettings(given: WixSettings) {
  const { accessToken, apiKey } = Object(given) as WixSettings
  const both = [{ path: 'accessToken', message: 'give either apiKey or accessToken, not both' }]
  refuseSettings('wix', accessToken === undefined || apiKey === undefined ? [] : both)
  return completeSettings(given, {
    provider: 'wix',
    checks,
    defaults: { memberIds: 'any', appId: 'rungs', zeroPoints: 'allow', shortestWindow: 12 },
    // A token needs neither.
    variables: (accessToken === undefined ? required : {}) as object,
    home: ['WIX_BASE_URL', 'https://www.wixapis.com', ''],
  })
}
