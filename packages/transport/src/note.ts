import type { Exchange, Json } from '@rungs/model'
import type { BadBody } from './body.js'
import type { Shared } from './shared.js'
import type { ReplyHeaders } from './types.js'

/** Notes the vendor's id of the request where a header has it, for the call's details and its error. */
export function noteRequestId(headers: ReplyHeaders, shared: Shared, exchange: Exchange): string | undefined {
  for (const name of shared.requestIdHeaders) {
    const id = headers.get(name)
    if (id === null || id === '') continue
    exchange.requestId = shared.redactor.text(id)
    return id
  }
  return undefined
}

/** Notes the last reply as it came, without credentials. `text` is what `body` was parsed from. */
export function noteRaw(body: Json | undefined, text: string, shared: Shared, exchange: Exchange): void {
  if (body === undefined) delete exchange.raw
  else exchange.raw = clean(body, text, shared)
}

/** As much text is worth keeping of a body that is no JSON. */
const longestExcerpt = 4096

/** The beginning of a body that cannot be used, without credentials. */
export function excerptOf({ text }: BadBody, shared: Shared): string | undefined {
  // Cut first, half a credential would stay.
  return text === undefined ? undefined : shared.redactor.text(text).slice(0, longestExcerpt)
}

/** Only a text that may hold a credential is worth walking through what was parsed from it. */
function clean(body: Json, text: string, { redactor }: Shared): Json {
  // A backslash may hide a credential in an escaped spelling.
  return text.includes('\\') || redactor.finds(text) ? redactor.json(body) : body
}
