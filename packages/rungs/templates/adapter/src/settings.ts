import {
  type Checks,
  type CommonSettings,
  checkAdapterSettings,
  type Sourced,
  settingOr,
  text,
} from '@rungs/transport'

/** What `acme()` is made from. */
export interface AcmeSettings extends CommonSettings {
  /** The API key; the environment's `ACME_API_KEY` when absent. */
  apiKey?: string
  /** Where Acme is; the environment's `ACME_BASE_URL` when absent. */
  baseUrl?: string
}

/** {@link AcmeSettings} with every default filled in. */
export type CheckedSettings = AcmeSettings & Required<Pick<AcmeSettings, 'apiKey' | 'baseUrl'>>

const apiKey: Sourced = {
  path: 'apiKey',
  variable: 'ACME_API_KEY',
  what: 'an API key',
  check: text(/^[!-~]{1,1000}$/, 'the text of an API key'),
}

const baseUrl: Sourced = {
  path: 'baseUrl',
  variable: 'ACME_BASE_URL',
  what: 'a URL',
  check: text(/./, 'a URL'),
}

const checks: Checks<AcmeSettings> = { apiKey: apiKey.check }

/**
 * Checks the settings, reads the environment for what is absent, and fills in the defaults.
 * @throws RungsError `configuration` naming every wrong or missing setting; never a value.
 */
export function checkSettings(given: AcmeSettings): CheckedSettings {
  const present = checkAdapterSettings('acme', given, checks)
  return {
    ...present,
    apiKey: settingOr('acme', present.apiKey, apiKey),
    baseUrl: settingOr('acme', present.baseUrl, baseUrl),
  }
}
