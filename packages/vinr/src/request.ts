import { type ProviderCall, RungsError } from '@rungs/model'
import { createTransport, type Reply, type Transport, type WireRequest } from '@rungs/transport'
import type * as z from 'zod/mini'
import { explain } from './errors.js'
import { callHeaders } from './extras.js'
import type { CheckedSettings } from './settings.js'

type Wire = typeof import('./wire.js')
type Schema = { [name in keyof Wire]: Wire[name] extends z.core.$ZodType ? name : never }[keyof Wire]

/**
 * Sends a request and reads the reply with one of the wire schemas. `instead` stands for a reply that
 * `request.accept` took although it is not 2xx.
 */
export type Fetch = <Name extends Schema>(
  request: WireRequest,
  schema: Name,
  call: ProviderCall,
  instead?: z.output<Wire[Name]>,
) => Promise<z.output<Wire[Name]>>

/** Makes the one function through which all requests of a provider go. */
export function createFetch(settings: CheckedSettings): Fetch {
  const transport = transportOf(settings)
  let loaded: Wire | undefined
  return async (request, schema, call, instead) => {
    const headers = callHeaders(call.vendor)
    // Schemas cost more to load than the rest of the adapter: the first request is under way meanwhile.
    const [reply, wire] = await Promise.all([
      transport.request({ ...request, headers }, call),
      loaded ?? import('./wire.js'),
    ])
    loaded = wire
    if (instead !== undefined && reply.status >= 400) return instead
    const result = wire[schema].safeParse(reply.body)
    if (result.success) return result.data as z.output<Wire[typeof schema]>
    throw await malformed(transport, request, reply, result.error.issues, call)
  }
}

function transportOf({ apiKey, version, ...settings }: CheckedSettings): Transport {
  const auth = { 'x-api-key': apiKey }
  return createTransport({
    ...settings,
    provider: 'vinr',
    secrets: [apiKey],
    headers: { ...settings.headers, ...(version === undefined ? {} : { 'vinr-version': version }) },
    auth: () => auth,
    requestIdHeaders: ['request-id', 'x-request-id'],
    explain,
  })
}

/** A 2xx reply that is JSON, but not what VINR's pages promise. */
async function malformed(
  transport: Transport,
  { method, path }: WireRequest,
  { status, requestId, body }: Reply,
  found: readonly z.core.$ZodIssue[],
  { operation }: ProviderCall,
): Promise<RungsError> {
  const { issuesOf } = await import('@rungs/model/parse')
  const issues = issuesOf(found, body).map(({ path: at, message }) => ({ path: at, message }))
  const problems = issues.map((issue) => `${issue.path || 'the body'}: ${issue.message}`).join('; ')
  const done = method === 'GET' ? '' : ' The change may have been made: read the state before you repeat it.'
  const message = `VINR answered ${status} to ${method} ${path}, but not as its API promises: ${problems}.${done}`
  return new RungsError({
    ...{ code: 'unexpected_response', provider: 'vinr', operation, status },
    ...transport.redact({ message, issues, body: body ?? null }),
    requestId: requestId && transport.redact(requestId),
  })
}
