/** Where a connection ended, and what to look at there. */
export interface Breakage {
  /** For people. */
  what: string
  advice: string
}

const dns = /^(ENOTFOUND|EAI_)/
/** Names of X509 verification results and of OpenSSL's and Node's own errors (Node's TLS documentation). */
const tls =
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|CRL_|INVALID_CA$|HOSTNAME_MISMATCH$|ERR_TLS_|ERR_SSL_|EPROTO$)/

/** Tells apart names that are not known, hosts that are not there, and hosts that are not to be trusted. */
export function breakageOf(error: unknown): Breakage {
  const code = codeOf(error)
  if (dns.test(code)) {
    return {
      what: 'DNS: the name of the host is not known',
      advice: 'Check the host in baseUrl, and that names are resolved here (network, VPN, DNS settings).',
    }
  }
  if (tls.test(code)) {
    return {
      what: 'TLS: the host was reached, but no trusted connection came about',
      advice:
        'Check https or http, host and port in baseUrl; for a certificate authority of your own, set NODE_EXTRA_CA_CERTS to its file.',
    }
  }
  return {
    what: 'connection: the host could not be reached, or hung up',
    advice:
      'Check host and port in baseUrl, that the host is up, and the firewall and proxy on the way to it.',
  }
}

/** The code that stands deepest: `fetch` itself says no more than that it failed. */
function codeOf(error: unknown): string {
  let code = ''
  let at = error
  for (let depth = 0; depth < 8 && at instanceof Error; depth++) {
    if ('code' in at && typeof at.code === 'string') code = at.code
    at = at.cause
  }
  return code
}
