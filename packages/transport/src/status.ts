import type { ErrorCode } from '@rungs/model'

/** What a status alone says, where the vendor's own words are missing or cannot be read. */
export function codeOfStatus(status: number): ErrorCode {
  switch (status) {
    case 400:
      return 'invalid_input'
    case 401:
      return 'authentication'
    case 403:
      return 'permission'
    case 404:
    case 410:
      return 'not_found'
    case 409:
    case 412:
      return 'conflict'
    case 408:
    case 425:
      return 'unavailable'
    case 429:
      return 'rate_limited'
  }
  if (status >= 500) return 'unavailable'
  return status >= 400 ? 'rejected' : 'unexpected_response'
}

/** A 502 or 504 comes from a gateway that did not get the reply; a 503 or 500 is one. */
export function isGatewayLoss(status: number): boolean {
  return status === 502 || status === 504
}
