import { RungsError } from '@rungs/model'
import { type Base, parseBaseUrl } from './base-url.js'
import { addHeaders, type Giver } from './headers.js'
import { Redactor } from './redact.js'
import type { TransportSettings } from './types.js'

const defaultMaxBodyBytes = 10 * 1024 * 1024
/** Names of headers whose values are credentials, whoever sets them. */
const credentialName = /auth|cookie|token|secret|api-?key|password/i

/** What all requests of a transport have in common, made once. */
export class Shared {
  readonly provider: string
  readonly base: Base
  readonly redactor: Redactor
  readonly headers: Record<string, string> = { accept: 'application/json' }
  readonly maxBodyBytes: number
  readonly requestIdHeaders: readonly string[]
  private readonly credentialGiver: Giver

  constructor(private readonly settings: TransportSettings) {
    const { provider, maxBodyBytes = defaultMaxBodyBytes } = settings
    this.provider = provider
    this.base = parseBaseUrl(settings.baseUrl, provider)
    this.redactor = new Redactor(settings.secrets)
    if (!Number.isSafeInteger(maxBodyBytes) || maxBodyBytes < 1) {
      throw configuration('maxBodyBytes', 'expected a whole number of bytes, at least 1', provider)
    }
    if (settings.fetch !== undefined && typeof settings.fetch !== 'function') {
      throw configuration(
        'fetch',
        `expected a function like globalThis.fetch, got ${typeof settings.fetch}`,
        provider,
      )
    }
    this.maxBodyBytes = maxBodyBytes
    this.requestIdHeaders = settings.requestIdHeaders ?? []
    this.credentialGiver = { code: 'configuration', at: 'credentials', provider }
    addHeaders(this.headers, settings.headers ?? {}, { code: 'configuration', at: 'headers', provider })
    for (const [name, value] of Object.entries(this.headers)) {
      if (credentialName.test(name)) this.redactor.learn(value)
    }
  }

  auth(): Record<string, string> | Promise<Record<string, string>> {
    return this.settings.auth()
  }

  explain: TransportSettings['explain'] = (reply) => this.settings.explain(reply)

  /** The headers of one attempt: the request's own and the credentials. */
  withCredentials(headers: Record<string, string>, auth: Record<string, string>): Record<string, string> {
    const all = { ...headers }
    addHeaders(all, auth, this.credentialGiver)
    for (const name of Object.keys(auth)) this.redactor.learn(auth[name] ?? '')
    return all
  }
}

function configuration(path: string, message: string, provider: string): RungsError {
  return new RungsError({
    code: 'configuration',
    message: `${path}: ${message}.`,
    provider,
    issues: [{ path, message }],
  })
}
