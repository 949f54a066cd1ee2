import { messageOf, property } from './any-error.js'

/** Why an exchange gave no reply. */
export interface Breakdown {
  readonly kind: 'unsent' | 'untrusted' | 'lost'
  /** For people: `ECONNREFUSED connect ECONNREFUSED 127.0.0.1:9`. */
  readonly text: string
}

/** Node's codes for errors before a connection stands, beside those with the system call `connect`. */
const unsent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'EAI_NONAME',
  'UND_ERR_CONNECT_TIMEOUT',
  'ConnectionRefused', // Bun
])
const connecting = new Set(['connect', 'getaddrinfo', 'queryA', 'queryAaaa'])

/**
 * Codes by which OpenSSL and Node refuse a server in the handshake, so before any byte of a request: the names
 * of X509 verification results (Node's TLS documentation), wrong names, and servers that speak no TLS.
 */
const untrusted =
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|CRL_|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$|HOSTNAME_MISMATCH$|ERROR_IN_CERT_|ERR_TLS_CERT_ALTNAME|ERR_SSL_WRONG_VERSION_NUMBER$|ERR_SSL_UNSUPPORTED_PROTOCOL$|ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION$|ERR_SSL_(SSL|TLS)V3_ALERT_HANDSHAKE_FAILURE$)/

/**
 * What became of a request whose exchange threw. Whatever is not known to have stopped it before it left counts
 * as lost: to be wrong that way costs a question, to be wrong the other way doubles a write.
 */
export function breakdownOf(error: unknown): Breakdown {
  const root = rootOf(error)
  const code = property(root, 'code')
  const name = typeof code === 'string' ? code : ''
  const message = messageOf(root)
  const text = name === '' || message.includes(name) ? message : `${name} ${message}`
  if (untrusted.test(name)) return { kind: 'untrusted', text }
  // undici refuses the ports that browsers block, with nothing but this message.
  if (name === '' && message === 'bad port')
    return { kind: 'untrusted', text: 'fetch does not use this port' }
  return { kind: isUnsent(root, name) ? 'unsent' : 'lost', text }
}

function isUnsent(error: unknown, code: string): boolean {
  const several = property(error, 'errors')
  if (Array.isArray(several) && several.length > 0) {
    return several.every((one) => isUnsent(one, String(property(one, 'code'))))
  }
  return unsent.has(code) || connecting.has(String(property(error, 'syscall')))
}

/** The innermost cause: `fetch` says no more than "fetch failed". */
function rootOf(error: unknown): unknown {
  let root = error
  for (let depth = 0; depth < 8; depth++) {
    const cause = property(root, 'cause')
    if (cause === undefined || cause === null) break
    root = cause
  }
  return root
}
