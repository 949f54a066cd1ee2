import { type Base, parseBaseUrl } from './base-url.js'
import { addHeaders } from './headers.js'
import type { TransportSettings } from './types.js'

/** Where all requests of a transport go, and what stands over each. */
export interface Connection {
  readonly base: Base
  /** Under lower-case names. */
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Checks where requests are to go and the headers that they are to have. Sends nothing.
 * @throws RungsError `configuration` naming `baseUrl` or `headers.<name>`.
 */
export function connectionOf({
  provider,
  baseUrl,
  headers = {},
}: Pick<TransportSettings, 'provider' | 'baseUrl' | 'headers'>): Connection {
  const base = parseBaseUrl(baseUrl, provider)
  const checked: Record<string, string> = { accept: 'application/json' }
  addHeaders(checked, headers, { code: 'configuration', at: 'headers', provider })
  return { base, headers: checked }
}
