import {
  type Checks,
  type CommonSettings,
  checkAdapterSettings,
  environment,
  refuseSettings,
  sourcedSettings,
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

const checks: Checks<AcmeSettings> = { apiKey: text(/^[!-~]{1,1000}$/, 'the text of an API key') }

const noBaseUrl =
  'expected a URL, by the setting baseUrl or the environment variable ACME_BASE_URL; neither is set'

/**
 * Checks the settings, reads the environment for what is absent, and fills in the defaults.
 * @throws RungsError `configuration` naming every wrong or missing setting; never a value.
 */
export function checkSettings(given: AcmeSettings): CheckedSettings {
  const present = checkAdapterSettings('acme', given, checks)
  const sourced = sourcedSettings('acme', present, checks, { apiKey: ['ACME_API_KEY', 'an API key'] })
  const baseUrl = present.baseUrl ?? environment('ACME_BASE_URL') ?? ''
  if (baseUrl === '') refuseSettings('acme', [{ path: 'baseUrl', message: noBaseUrl }])
  return { ...present, ...sourced, baseUrl }
}
