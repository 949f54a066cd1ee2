import { type AdapterSettings, type Issue, RungsError } from '@rungs/model'
import type { Send } from '@rungs/transport'

/** What `vinr()` is made from. Every key is optional where the environment has `VINR_SECRET_KEY`. */
export interface VinrSettings extends AdapterSettings {
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
  /** Carries one HTTP exchange in place of `fetch`; for tests and faster transports. */
  send?: Send
}

const defaults = { cursorParameter: 'starting_after', benefitsUpdate: 'full', tierParameter: 'tier' } as const

/** {@link VinrSettings} with every default filled in. */
export type CheckedSettings = VinrSettings &
  Required<Pick<VinrSettings, 'apiKey' | 'baseUrl' | keyof typeof defaults>>

type Check = readonly [expected: string, holds: (value: unknown) => boolean]

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const text = (pattern: RegExp, expected: string): Check => [
  expected,
  (value) => typeof value === 'string' && pattern.test(value),
]
const aFunction: Check = ['a function', (value) => typeof value === 'function']

const checks: { readonly [key in keyof VinrSettings]-?: Check } = {
  apiKey: text(/^[!-~]{1,1000}$/, 'the text of a secret key'),
  baseUrl: text(/./, 'a URL'),
  programmeId: text(/^[!-~]{1,255}$/, 'the id of a programme'),
  version: text(/^\d{4}-\d\d-\d\d$/, 'a date, YYYY-MM-DD'),
  cursorParameter: text(/^\w{1,100}$/, 'a name of letters, digits and _'),
  benefitsUpdate: text(/^(full|replace|none)$/, "'full', 'replace' or 'none'"),
  tierParameter: text(/^\w{1,100}$/, 'a name of letters, digits and _'),
  send: aFunction,
  fetch: aFunction,
  headers: ['an object of texts', isObject],
  clock: ['a clock with now() and sleep()', (value) => isObject(value) && 'now' in value && 'sleep' in value],
  timeoutMs: ['milliseconds above 0', (value) => typeof value === 'number' && value > 0],
  retries: [
    'a whole number from 0 to 20',
    (value) => Number.isInteger(value) && /^1?\d$|^20$/.test(`${value}`),
  ],
}

/**
 * Checks the settings, reads the environment for what is absent, and fills in the defaults.
 * @throws RungsError `configuration` naming every wrong or missing setting; never a value.
 */
export function checkSettings(given: VinrSettings): CheckedSettings {
  refuse(isObject(given) ? issuesOf(given) : [{ path: 'settings', message: 'expected an object' }])
  const apiKey = given.apiKey ?? keyFromEnvironment()
  const test = /^[rs]k_test_/.test(apiKey)
  const home = test ? 'https://sandbox.api.vinr.com' : 'https://api.vinr.com'
  const baseUrl = (given.baseUrl ?? (environment('VINR_BASE_URL') || home)).replace(/\/+(v1\/*)?$/, '')
  // VINR authentication page: pk_ keys are for clients only, test keys work only against the sandbox.
  if (apiKey.startsWith('pk_')) {
    refuse([{ path: 'apiKey', message: 'expected a secret key (sk_ or rk_), got a publishable one (pk_)' }])
  }
  if (test && /^https:\/\/api\.vinr\.com$/i.test(baseUrl)) {
    refuse([{ path: 'baseUrl', message: 'a test key works only against https://sandbox.api.vinr.com' }])
  }
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return { ...defaults, ...present, apiKey, baseUrl }
}

function issuesOf(given: object): Issue[] {
  return Object.entries(given).flatMap(([path, value]) => {
    const check = Object.hasOwn(checks, path) ? checks[path as keyof VinrSettings] : undefined
    if (check === undefined) {
      return { path, message: `unknown setting; known are ${Object.keys(checks).join(', ')}` }
    }
    return value === undefined || check[1](value) ? [] : { path, message: `expected ${check[0]}` }
  })
}

function environment(name: string): string | undefined {
  return typeof process === 'undefined' ? undefined : process.env?.[name]
}

function keyFromEnvironment(): string {
  const key = environment('VINR_SECRET_KEY')
  if (key !== undefined && checks.apiKey[1](key)) return key
  const found = key === undefined ? 'neither is set' : 'the variable holds no key'
  const message = `expected a secret key, by the setting apiKey or the environment variable VINR_SECRET_KEY; ${found}`
  return refuse([{ path: 'apiKey', message }]) ?? ''
}

function refuse(issues: Issue[]): undefined {
  if (issues.length === 0) return undefined
  const text = issues.map(({ path, message }) => `${path}: ${message}`).join('; ')
  throw new RungsError({ code: 'configuration', provider: 'vinr', message: `${text}.`, issues })
}
