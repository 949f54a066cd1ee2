import { breakageOf } from './doctor/connection.js'
import { nearest } from './nearest.js'
import type { Place } from './place.js'

/** What advice depends on: an error as far as it tells about itself. */
export interface Advised {
  code?: string
  message: string
  provider?: string
  operation?: string
  retryAfterMs?: unknown
  issues?: unknown
  body?: unknown
}

/** A web page in place of an API: the address is wrong, or something stands in the way. */
export function isPage({ body }: object & { body?: unknown }): boolean {
  return typeof body === 'string' && /^\s*</.test(body)
}

/** A setting that the backend knows nothing of, such as the id of a program. */
export function unknownSetting({ code, message, issues }: Advised): string | undefined {
  if (code !== 'not_found') return undefined
  const paths = [...pathsOf(issues), message]
  return paths.map((path) => /^settings\.(\w+)/.exec(path)?.[1]).find((name) => name !== undefined)
}

/** What to do about an error, where its own message does not say. */
export function adviceOf(told: Advised, place: Place = {}, error?: unknown): string | undefined {
  const { code, provider, operation, retryAfterMs, issues } = told
  const settings = settingsText(provider, place)
  switch (code) {
    case 'configuration':
      return configurationAdvice(told)
    case 'authentication':
      return `Check the key: in ${settings}, or in the environment variable that it is read from.`
    case 'permission':
      return `Use a key that may do this: see ${settings}.`
    case 'network':
      return `${breakageOf(error).advice} baseUrl is ${baseUrlText(provider, place)}.`
    case 'not_found':
      return notFoundAdvice(told, settings)
    case 'conflict':
      return 'Read it again, and repeat with its present revision, or another name or threshold.'
    case 'unsupported':
      return pathsOf(issues).length > 0
        ? 'Leave out what is named, or go on without it with --on-loss report.'
        : '`rungs capabilities` shows what this provider can do.'
    case 'rate_limited':
      return typeof retryAfterMs === 'number'
        ? `Try again in ${Math.ceil(retryAfterMs / 1000)} s.`
        : 'Try again later.'
    case 'unavailable':
      return 'Try again later; nothing is wrong at your end.'
    case 'timeout':
      return 'Try again, or allow more time with --timeout.'
    case 'outcome_unknown':
      return (
        (operation?.startsWith('members.') === true
          ? 'Look with `rungs members standing` before you repeat it.'
          : 'Look with `rungs tiers list` before you repeat it.') +
        (isPage(told) ? ` Check baseUrl first: it is ${baseUrlText(provider, place)}.` : '')
      )
    case 'unexpected_response':
      return `Check that baseUrl is the API, and not a proxy or a web page: it is ${baseUrlText(provider, place)}.`
    case 'port_unavailable':
      return 'Choose another --port, or leave it out to get a free one.'
    default:
      return undefined
  }
}

function settingsText(provider: string | undefined, { file, path }: Place): string {
  if (file === undefined) return `the settings of ${provider ?? 'the provider'}`
  return path === undefined
    ? `the options of the ${provider ?? 'chosen'} provider in ${file}`
    : `${path}.options in ${file}`
}

function baseUrlText(provider: string | undefined, place: Place): string {
  const { file, origin } = place
  const variable = provider === undefined ? 'the environment' : `${provider.toUpperCase()}_BASE_URL`
  const where =
    file === undefined ? `from ${variable}` : `in ${settingsText(provider, place)}, or from ${variable}`
  return `${where}${origin === undefined ? '' : `, and led to ${origin}`}`
}

function notFoundAdvice(told: Advised, settings: string): string {
  const setting = unknownSetting(told)
  if (setting !== undefined) {
    const variable = `${told.provider?.toUpperCase()}_${setting.replace(/[A-Z]/g, '_$&').toUpperCase()}`
    return `Mend ${setting} in ${settings}, or the environment variable ${variable}.`
  }
  return told.operation?.startsWith('members.') === true
    ? 'Check the id of the member, or make it known with `rungs members enroll`.'
    : 'Check the id: `rungs tiers list` shows those that there are.'
}

/** What is wrong with a config is named by the message; what it may have been meant for is not. */
function configurationAdvice({ message, issues }: Advised): string {
  const [path = ''] = pathsOf(issues)
  const meant = meantBy(path, message)
  if (meant !== undefined) return `Did you mean ${meant}? Mend it at the place named.`
  if (/no rungs\.config/.test(message))
    return 'Write a config with `rungs init`, or name an adapter of Rungs with --provider.'
  if (/ is not installed/.test(message)) return 'Install the package beside the config, or mend its name.'
  if (/\b(?!RUNGS_USE in )[A-Z]+_[A-Z_]+\b/.test(message))
    return 'Set the environment variable named, or mend the config at the place named.'
  if (/not valid|cannot be loaded/.test(message)) return 'Mend the file, so that it can be read.'
  return 'Mend it at the place named.'
}

const configKeys = ['use', 'providers', 'adapter', 'options']

/** The known name nearest to an unknown one; the message lists those that there are. */
function meantBy(path: string, message: string): string | undefined {
  if (!/unknown (key|setting)|is not one of|is not installed/.test(message)) return undefined
  const named = /names the provider '([^']*)'|the package (?:@rungs\/)?(\S+) is not/.exec(message)
  const word = named?.[1] ?? named?.[2] ?? path.split('.').at(-1) ?? ''
  const [, list = ''] = /(?:one of:?|known are) ([^;]+?)\.?$/.exec(message) ?? []
  const names = list.split(/,| or /).map((name) => name.trim().replace(/^'|'$/g, ''))
  return nearest(word, /unknown key/.test(message) ? configKeys : names)
}

function pathsOf(issues: unknown): string[] {
  return Array.isArray(issues) ? issues.map((issue) => String(Object(issue).path ?? '')) : []
}
