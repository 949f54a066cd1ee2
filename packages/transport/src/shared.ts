import { isRungsError, RungsError } from '@rungs/model'
import { messageOf } from './any-error.js'
import type { Base } from './base-url.js'
import { configuration } from './configuration.js'
import { connectionOf } from './connection.js'
import { addHeaders, type Giver } from './headers.js'
import { Redactor } from './redact.js'
import type { TransportSettings } from './types.js'

const defaultMaxBodyBytes = 10 * 1024 * 1024
/** Names of headers whose values are credentials, whoever sets them. */
const credentialName = /auth|cookie|token|secret|api-?key|password/i

type HeaderRecord = Record<string, string>

/** What all requests of a transport have in common, made once. */
export class Shared {
  readonly provider: string
  readonly base: Base
  readonly redactor: Redactor
  readonly headers: Readonly<HeaderRecord>
  readonly maxBodyBytes: number
  readonly requestIdHeaders: readonly string[]
  private readonly credentialGiver: Giver
  private given: HeaderRecord = {}
  private checked: HeaderRecord = {}
  /** The headers of a request that has none of its own. */
  private standing: HeaderRecord

  constructor(private readonly settings: TransportSettings) {
    const { provider, maxBodyBytes = defaultMaxBodyBytes } = settings
    this.provider = provider
    const { base, headers } = connectionOf(settings)
    this.base = base
    this.headers = headers
    this.standing = headers
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
    for (const [name, value] of Object.entries(headers)) {
      if (credentialName.test(name)) this.redactor.learn(value)
    }
  }

  explain: TransportSettings['explain'] = (reply) => this.settings.explain(reply)

  /**
   * The credential headers. Not a promise when `auth` gives none: that costs each call a turn of the queue.
   * @throws RungsError `authentication` when there are none to be had.
   */
  credentials(): HeaderRecord | Promise<HeaderRecord> {
    try {
      const given = this.settings.auth()
      return isPromise(given) ? Promise.resolve(given).catch((cause) => this.without(cause)) : given
    } catch (cause) {
      return this.without(cause)
    }
  }

  /**
   * All headers of one attempt; `headers` are those of its request alone.
   * @throws RungsError `configuration` when the credentials cannot be sent.
   */
  join(headers: HeaderRecord | undefined, credentials: HeaderRecord): HeaderRecord {
    // Credentials are mostly those of the call before, which were checked then.
    if (!sameRecord(credentials, this.given)) this.check(credentials)
    return headers === undefined ? { ...this.standing } : { ...this.headers, ...headers, ...this.checked }
  }

  private check(credentials: HeaderRecord): void {
    const checked: HeaderRecord = {}
    addHeaders(checked, credentials, this.credentialGiver)
    for (const name of Object.keys(checked)) this.redactor.learn(checked[name] ?? '')
    this.given = { ...credentials }
    this.checked = checked
    this.standing = { ...this.headers, ...checked }
  }

  private without(cause: unknown): never {
    if (isRungsError(cause)) throw cause
    const message = `The credentials for ${this.provider} could not be had: ${messageOf(cause)}. The request was not sent.`
    throw new RungsError({ code: 'authentication', message, provider: this.provider, cause })
  }
}

function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return 'then' in Object(value) && typeof Object(value).then === 'function'
}

function sameRecord(a: HeaderRecord, b: HeaderRecord): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}
