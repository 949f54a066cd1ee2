import { type Call, headerOf } from '../core/call.js'
import { badRequest } from './errors.js'
import { decodeForm, decodeJson, Params } from './params.js'
import type { VinrSwitches } from './switches.js'

const mediaTypeOf = (call: Call): string =>
  (headerOf(call, 'content-type') ?? 'application/x-www-form-urlencoded')
    .split(';')[0]
    ?.trim()
    .toLowerCase() ?? ''

const bodyParams = (call: Call, switches: VinrSwitches): Params => {
  const mediaType = mediaTypeOf(call)
  if (call.body === '' || mediaType === 'application/x-www-form-urlencoded')
    return new Params(decodeForm(call.body, switches), false, switches)
  if (mediaType === 'application/json' && switches.json_bodies === 'accepted')
    return new Params(decodeJson(call.body), true, switches)
  throw badRequest(
    'unsupported_content_type',
    `The content type "${mediaType.slice(0, 100)}" is not supported. Send application/x-www-form-urlencoded.`,
  )
}

/** What a request asks for: the query of a GET, the body of any other method, which then has no query. */
export const paramsOf = (call: Call, switches: VinrSwitches): Params => {
  const query = new Params(decodeForm(call.query, switches), false, switches)
  if (call.method === 'GET') return query
  query.only()
  return bodyParams(call, switches)
}
