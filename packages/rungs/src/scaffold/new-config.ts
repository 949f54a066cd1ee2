import { stringify } from 'yaml'
import { UsageError } from '../errors.js'
import type { ConfigFormat } from './config-formats.js'

/** What a config of one adapter begins with. */
interface Beginning {
  options: Record<string, unknown>
  /** Variables that the adapter itself reads, beside those that the options name. */
  variables?: readonly string[]
}

const env = (name: string): { env: string } => ({ env: name })

const beginnings: Readonly<Record<string, Beginning>> = {
  memory: {
    options: {
      ladder: {
        name: 'Rewards',
        tiers: [
          { name: 'Silver', threshold: 1000, benefits: ['Priority support'] },
          { name: 'Gold', threshold: 5000, benefits: ['Free shipping'] },
        ],
      },
    },
  },
  capillary: {
    options: { username: env('CAPILLARY_USERNAME'), password: env('CAPILLARY_PASSWORD') },
    // Its id is a number, and what stands in the environment is text.
    variables: ['CAPILLARY_PROGRAM_ID'],
  },
  scrip: {
    options: {
      apiKey: env('SCRIP_API_KEY'),
      programId: env('SCRIP_PROGRAM_ID'),
      ladder: env('SCRIP_LADDER'),
    },
  },
  vinr: { options: { apiKey: env('VINR_SECRET_KEY') } },
  wix: { options: { apiKey: env('WIX_API_KEY'), siteId: env('WIX_SITE_ID') } },
}

/** The adapters that a config can begin with. */
export const adapters = Object.keys(beginnings)

/** A config as it is written. */
export interface NewConfig {
  /** The name of the file. */
  name: string
  text: string
  /** The environment variables to set. */
  variables: string[]
}

/**
 * A config with one provider, whose secrets stay in the environment.
 * @throws UsageError for an adapter that is not one of Rungs, and for a base URL that is none.
 */
export function newConfig(adapter: string, format: ConfigFormat, baseUrl?: string): NewConfig {
  const beginning = Object.hasOwn(beginnings, adapter) ? beginnings[adapter] : undefined
  if (beginning === undefined)
    throw new UsageError(
      `init: --provider '${adapter}' is not one of ${adapters.join(', ')}. Nothing was written.`,
    )
  const options = { ...at(adapter, baseUrl), ...beginning.options }
  const named = Object.values(options).flatMap((value) => {
    const name: unknown = Object(value).env
    return typeof name === 'string' ? [name] : []
  })
  return {
    name: `rungs.config.${format}`,
    text: textIn[format]({ use: adapter, providers: { [adapter]: { adapter, options } } }),
    variables: [...named, ...(beginning.variables ?? [])],
  }
}

const textIn: Readonly<Record<ConfigFormat, (config: object) => string>> = {
  ts: (config) => {
    const literal = JSON.stringify(config, null, 2).replace(/^( *)"(\w+)":/gm, '$1$2:')
    // A type leaves nothing behind at run time, so that the config loads wherever the command is installed.
    return `import type { Config } from 'rungs'\n\nexport default ${literal} satisfies Config\n`
  },
  yaml: (config) => stringify(config),
  json: (config) => `${JSON.stringify(config, null, 2)}\n`,
}

function at(adapter: string, baseUrl: string | undefined): { baseUrl?: string } {
  if (baseUrl === undefined) return {}
  if (adapter === 'memory')
    throw new UsageError('init: memory has no --base-url: it is in this process. Nothing was written.')
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  const plain = url !== undefined && /^https?:$/.test(url.protocol) && url.username + url.password === ''
  if (plain) return { baseUrl }
  throw new UsageError(
    'init: --base-url: expected a URL with http or https and without credentials, such as http://127.0.0.1:4010. Nothing was written.',
  )
}
