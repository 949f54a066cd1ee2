import {
  type Checks,
  type CommonSettings,
  completeSettings,
  environment,
  oneOf,
  refuseSettings,
  text,
} from '@rungs/transport/provider'

/** What `vinr()` is made from. Every key is optional where the environment has `VINR_SECRET_KEY`. */
export interface VinrSettings extends CommonSettings {
  /** The secret key, `sk_...` or `rk_...`; the environment's `VINR_SECRET_KEY` when absent. Sent as `X-Api-Key`. */
  apiKey?: string
  /**
   * The environment's `VINR_BASE_URL` when absent; else `https://api.vinr.com`, or `https://sandbox.api.vinr.com`
   * with a test key. `/v1` belongs to the paths and is dropped when given.
   */
  baseUrl?: string
  /** Which programme members belong to; the account's default programme when absent. */
  programmeId?: string
  /** The API version, `YYYY-MM-DD`, sent as `Vinr-Version`; the account's own default when absent. */
  version?: string
  /**
   * The query parameter that asks for the next page. The tiers page names none; the general paging page names
   * `starting_after`, the default.
   */
  cursorParameter?: string
  /**
   * What an update may do to benefits, which the tiers page does not say: `full` (the default) replaces the list
   * and clears it by an empty `benefits=`; `replace` cannot clear it; `none` never sends it.
   */
  benefitsUpdate?: 'full' | 'replace' | 'none'
  /** The form field by which a loyalty account is given a tier by hand; undocumented, `tier` when absent. */
  tierParameter?: string
}

const defaults = { cursorParameter: 'starting_after', benefitsUpdate: 'full', tierParameter: 'tier' } as const

/** {@link VinrSettings} with every default filled in. */
export type CheckedSettings = VinrSettings &
  Required<Pick<VinrSettings, 'apiKey' | 'baseUrl' | keyof typeof defaults>>

const checks: Checks<VinrSettings> = {
  apiKey: text(/^[!-~]{1,1000}$/, 'the text of a secret key'),
  programmeId: text(/^[!-~]{1,255}$/, 'the id of a programme'),
  version: text(/^\d{4}-\d\d-\d\d$/, 'a date, YYYY-MM-DD'),
  cursorParameter: text(/^\w{1,100}$/, 'a name of letters, digits and _'),
  benefitsUpdate: oneOf('full', 'replace', 'none'),
  tierParameter: text(/^\w{1,100}$/, 'a name of letters, digits and _'),
}

/**
 * Checks the settings, reads the environment for what is absent, and fills in the defaults.
 * @throws RungsError `configuration` naming every wrong or missing setting; never a value.
 */
export function checkSettings(given: VinrSettings): CheckedSettings {
  const test = /^[rs]k_test_/.test(`${Object(given).apiKey ?? environment('VINR_SECRET_KEY')}`)
  const complete = completeSettings<VinrSettings, keyof typeof defaults, 'apiKey'>(given, {
    provider: 'vinr',
    checks,
    defaults,
    variables: { apiKey: ['VINR_SECRET_KEY', 'a secret key'] },
    home: ['VINR_BASE_URL', test ? 'https://sandbox.api.vinr.com' : 'https://api.vinr.com'],
  })
  const { apiKey, baseUrl } = complete
  // VINR authentication page: pk_ keys are for clients only, test keys work only against the sandbox.
  if (apiKey.startsWith('pk_')) {
    refuse('apiKey', 'expected a secret key (sk_ or rk_), got a publishable one (pk_)')
  }
  if (test && /^https:\/\/api\.vinr\.com$/i.test(baseUrl)) {
    refuse('baseUrl', 'a test key works only against https://sandbox.api.vinr.com')
  }
  return complete
}

function refuse(path: string, message: string): void {
  refuseSettings('vinr', [{ path, message }])
}
