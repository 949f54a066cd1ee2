import { type AdapterSettings, type Issue, RungsError } from '@rungs/model'
import type { Send } from '../types.js'
import { sentence } from './failure.js'

/** What a setting must be, in words, and whether a value is it. */
export type Check = readonly [expected: string, holds: (value: unknown) => boolean]

/** A check of each setting of an adapter that every adapter has not. */
export type Checks<Settings> = { readonly [key in Exclude<keyof Settings, keyof CommonSettings>]-?: Check }

/** The settings that all adapters over HTTP have in common. */
export interface CommonSettings extends AdapterSettings {
  /** Carries one HTTP exchange in place of `fetch`; for tests and faster transports. */
  send?: Send
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const aFunction: Check = ['a function', (value) => typeof value === 'function']

/** The check of a text by its form. */
export const text = (pattern: RegExp, expected: string): Check => [
  expected,
  (value) => typeof value === 'string' && pattern.test(value),
]

const common: { readonly [key in keyof CommonSettings]-?: Check } = {
  baseUrl: text(/./, 'a URL'),
  send: aFunction,
  fetch: aFunction,
  // A `Headers` or a `Map` has no keys of its own: all that it holds would be lost.
  headers: [
    'a plain object of texts',
    (value) => `${Object.prototype.toString.call(value)}` === '[object Object]',
  ],
  clock: ['a clock with now() and sleep()', (value) => isObject(value) && 'now' in value && 'sleep' in value],
  timeoutMs: ['milliseconds above 0', (value) => typeof value === 'number' && value > 0],
  retries: wholeFrom(0, 20),
}

/**
 * Checks every key of an adapter's settings. What is `undefined` is left out of the result.
 * @param missing What has to be there and is not, to be named with what is wrong.
 * @throws RungsError `configuration` naming every wrong, unknown or missing setting; never a value.
 */
export function checkAdapterSettings<Settings extends CommonSettings>(
  provider: string,
  given: Settings,
  own: Checks<Settings>,
  missing: readonly Issue[] = [],
): Settings {
  const checks: { readonly [key: string]: Check } = { ...own, ...common }
  if (!isObject(given)) refuseSettings(provider, [{ path: 'settings', message: 'expected an object' }])
  const wrong = wrongIn(given, checks)
  const paths = wrong.map(({ path }) => path)
  refuseSettings(provider, [...wrong, ...missing.filter(({ path }) => !paths.includes(path))])
  const present = Object.entries(given).filter(([, value]) => value !== undefined)
  return Object.fromEntries(present) as Settings
}

function wrongIn(given: object, checks: { readonly [key: string]: Check }): Issue[] {
  const known = Object.keys(checks).join(', ')
  return Object.entries(given).flatMap(([path, value]) => {
    const check = Object.hasOwn(checks, path) ? checks[path] : undefined
    if (check === undefined) return { path, message: `unknown setting; known are ${known}` }
    return value === undefined || check[1](value) ? [] : { path, message: `expected ${check[0]}` }
  })
}

/** What is wrong with settings that all adapters have in common. */
export function wrongCommon(given: object): Issue[] {
  return wrongIn(given, common)
}

/** @throws RungsError `configuration` when there are issues. */
export function refuseSettings(provider: string, issues: readonly Issue[]): void {
  if (issues.length === 0) return
  throw new RungsError({
    code: 'configuration',
    provider,
    message: `${sentence(issues)}.`,
    issues: [...issues],
  })
}

/** A variable of the environment; `undefined` where there is none, or no environment. */
export function environment(name: string): string | undefined {
  return typeof process === 'undefined' ? undefined : process.env?.[name] || undefined
}

/**
 * The settings that have to be there, each as given, else from its environment variable: the text, or the whole number
 * that it is.
 * @param variables the variable of each, and what it is, for the message: `a secret key`.
 * @throws RungsError `configuration` naming all that are missing, each with its variable.
 */
export function sourcedSettings<
  Settings extends CommonSettings,
  Key extends Exclude<keyof Settings, keyof CommonSettings> & string,
>(
  provider: string,
  given: Settings,
  checks: Checks<Settings>,
  variables: { readonly [key in Key]: readonly [variable: string, what: string] },
): { [key in Key]: NonNullable<Settings[key]> } {
  const { found, missing } = lookedUp(given, checks, variables)
  refuseSettings(provider, missing)
  return found
}

function lookedUp<
  Settings extends CommonSettings,
  Key extends Exclude<keyof Settings, keyof CommonSettings> & string,
>(
  given: Settings,
  checks: Checks<Settings>,
  variables: { readonly [key in Key]: readonly [variable: string, what: string] },
): { found: { [key in Key]: NonNullable<Settings[key]> }; missing: Issue[] } {
  const missing: Issue[] = []
  const found = (Object.keys(variables) as Key[]).map((path) => {
    const [variable, what] = variables[path]
    const text = environment(variable)
    const number = text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined
    const value = [Object(given)[path], text, number].find((one) => one !== undefined && checks[path][1](one))
    const why = text === undefined ? 'neither is set' : `the variable holds none`
    const message = `expected ${what}, by the setting ${path} or the environment variable ${variable}; ${why}`
    if (value === undefined) missing.push({ path, message })
    return [path, value]
  })
  return { found: Object.fromEntries(found), missing }
}

/**
 * Where the backend is: the setting, else the environment variable, else the vendor's home.
 * @param version what belongs to the paths, and is dropped at the end.
 */
export function baseUrlOr(
  { baseUrl }: Pick<CommonSettings, 'baseUrl'>,
  variable: string,
  home: string,
  version = 'v1',
): string {
  return (baseUrl ?? environment(variable) ?? home).replace(new RegExp(`/+((${version})/*)?$`), '')
}

/** How the settings of an adapter are completed; see {@link completeSettings}. */
export interface Completion<Settings, Default extends keyof Settings, Key extends keyof Settings> {
  /** The provider's name, for errors. */
  provider: string
  /** What each setting must be. */
  checks: Checks<Settings>
  /** What a setting is when it is not given. */
  defaults: { readonly [key in Default]: NonNullable<Settings[key]> }
  /** Those that have to be there, with the environment variable of each, and what it is, for messages. */
  variables: { readonly [key in Key]: readonly [variable: string, what: string] }
  /** Where the backend is: the environment variable, the vendor's home, and what belongs to the paths (`v1`). */
  home: readonly [variable: string, home: string, version?: string]
}

/**
 * Settings with every default filled in, and what is absent read from the environment.
 * @throws RungsError `configuration` naming every wrong, unknown or missing setting; never a value.
 */
export function completeSettings<
  Settings extends CommonSettings,
  Default extends keyof Settings,
  Key extends Exclude<keyof Settings, keyof CommonSettings> & string,
>(
  given: Settings,
  { provider, checks, defaults, variables, home }: Completion<Settings, Default, Key>,
): Settings & Required<Pick<Settings, Default | Key | 'baseUrl'>> {
  const { found, missing } = lookedUp(given, checks, variables)
  const present = checkAdapterSettings(provider, given, checks, missing)
  const [variable, url, version] = home
  const baseUrl = baseUrlOr(present, variable, url, version)
  return { ...defaults, ...present, ...found, baseUrl } as Settings &
    Required<Pick<Settings, Default | Key | 'baseUrl'>>
}

/** The check of a whole number from one to another, both included. */
export function wholeFrom(least: number, most: number, of = ''): Check {
  const holds = (value: unknown): boolean =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most
  return [`a whole number${of} from ${least} to ${most}`, holds]
}

/** The check of one of a few words. */
export function oneOf(...words: readonly string[]): Check {
  const [last = '', ...others] = words.map((word) => `'${word}'`).reverse()
  const expected = others.length === 0 ? last : `${others.reverse().join(', ')} or ${last}`
  return [expected, (value) => typeof value === 'string' && words.includes(value)]
}

/** What an adapter's settings say about calls, as a provider declares them. */
export function defaultsOf({ timeoutMs, retries, clock }: CommonSettings): {
  timeoutMs?: number
  retries?: number
  clock?: NonNullable<AdapterSettings['clock']>
} {
  return {
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(retries === undefined ? {} : { retries }),
    ...(clock === undefined ? {} : { clock }),
  }
}
