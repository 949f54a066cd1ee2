import { configuration } from './configuration.js'

/** Where requests go. */
export interface Base {
  /** Scheme, host and port. */
  readonly origin: string
  /** Origin and path, without a slash at the end. */
  readonly prefix: string
}

const loopbackAddress = /^127(\.\d{1,3}){3}$/

/**
 * Checks a base URL: `https:`, or `http:` on loopback; no credentials, query or fragment in it.
 * @throws RungsError `configuration` naming `baseUrl`.
 */
export function parseBaseUrl(value: unknown, provider: string): Base {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined
  const refused = (message: string): Error => configuration('baseUrl', message, provider)
  // The value may hold a credential, so no message repeats it.
  if (url === undefined) throw refused('expected a URL such as https://api.example.com')
  if (url.username !== '' || url.password !== '') {
    throw refused('a URL must not hold credentials; give them by their own setting')
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw refused(`expected https: (http: only for 127.0.0.1, ::1 and localhost), got ${url.protocol}`)
  }
  if (url.search !== '' || url.hash !== '') throw refused('a query or fragment has no place here')
  return { origin: url.origin, prefix: url.origin + url.pathname.replace(/\/+$/, '') }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || loopbackAddress.test(host)
}
