import { type ProviderCall, RungsError } from '@rungs/model'
import type { issuesOf } from '@rungs/model/parse'
import type { Explanation, Reply, Transport, WireRequest } from '../types.js'
import { sentence } from './failure.js'

type Found = Parameters<typeof issuesOf>[0]

/** A schema of a reply, as zod's are. */
interface Schema<Output = unknown> {
  safeParse(value: unknown): { success: true; data: Output } | { success: false; error: { issues: Found } }
}

/** The names of the wire schemas among what a module exports. */
export type SchemaName<Wire> = { [Name in keyof Wire]: Wire[Name] extends Schema ? Name : never }[keyof Wire]
/** What a wire schema gives. */
export type Output<Of> = Of extends Schema<infer Data> ? Data : never

/**
 * Sends a request and reads the reply with one of the wire schemas, named. `instead` stands for a reply that
 * `request.accept` took although it is not 2xx.
 */
export type Read<Wire> = (<Name extends SchemaName<Wire>>(
  request: WireRequest,
  schema: Name,
  call: ProviderCall,
  instead?: Output<Wire[Name]>,
) => Promise<Output<Wire[Name]>>) & { readonly of?: Wire }

/** What a {@link Read} is made from. */
export interface ReaderSettings<Wire> {
  /** What sends the requests. */
  transport: Transport
  /** The provider's name, as it stands in errors. */
  provider: string
  /** The vendor's name, for messages. */
  vendor: string
  /** Imports the wire schemas: they cost more to load than the rest of an adapter. */
  wire: () => Promise<Wire>
  /**
   * Headers that this one call asks for by its option `vendor`, `undefined` for those that it does not; not called for
   * calls without the option.
   */
  headers?: (call: ProviderCall) => Record<string, string | undefined>
  /** What a reply of 2xx says that it refuses, for a vendor that answers so; `rejected` unless it names a code. */
  refusal?: (reply: Reply) => Explanation
}

/** Makes the one function through which all requests of a provider go. */
export function createReader<Wire>(settings: ReaderSettings<Wire>): Read<Wire> {
  const { transport, headers } = settings
  let loaded: Wire | undefined
  return async (request, schema, call, instead) => {
    const own = call.vendor === undefined ? undefined : headers?.(call)
    const asked = own === undefined ? request : { ...request, headers: joined(request.headers, own) }
    const sent = transport.request(asked, call)
    // The first request is under way while the schemas load.
    if (loaded === undefined) [, loaded] = await Promise.all([sent, settings.wire()])
    const [reply, wire] = [await sent, loaded]
    if (instead !== undefined && reply.status >= 400) return instead
    const { message, ...refused } = (reply.status < 300 && settings.refusal?.(reply)) || {}
    if (message !== undefined) throw refusalOf(settings, { ...refused, message }, reply, call)
    const result = (wire[schema] as Schema<Output<Wire[typeof schema]>>).safeParse(reply.body)
    if (result.success) return result.data
    throw await malformed(settings, request, reply, result.error.issues, call)
  }
}

/** Headers of a request with those of one call. */
function joined(
  headers: WireRequest['headers'],
  own: Record<string, string | undefined>,
): Record<string, string> {
  const given = Object.entries(own).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { ...headers, ...Object.fromEntries(given) }
}

/** A refusal in a reply of 2xx. */
function refusalOf<Wire>(
  { transport, provider }: ReaderSettings<Wire>,
  { code = 'rejected', message, vendorCode, issues = [] }: Explanation & { message: string },
  { status, requestId, body }: Reply,
  { operation }: ProviderCall,
): RungsError {
  return new RungsError({
    ...{ code, provider, operation, status, vendorCode, requestId },
    ...transport.redact({
      message,
      issues: issues.map(({ path, message: its }) => ({ path, message: its })),
    }),
    body: transport.redact(body ?? null),
  })
}

/** A 2xx reply that is JSON, but not what the vendor's pages promise. */
async function malformed<Wire>(
  { transport, provider, vendor }: ReaderSettings<Wire>,
  { method, path }: WireRequest,
  { status, requestId, body }: Reply,
  found: Found,
  { operation }: ProviderCall,
): Promise<RungsError> {
  const { issuesOf } = await import('@rungs/model/parse')
  const issues = issuesOf(found, body).map(({ path: at, message }) => ({ path: at, message }))
  const problems = sentence(issues.map((issue) => ({ ...issue, path: issue.path || 'the body' })))
  const done = method === 'GET' ? '' : ' The change may have been made: read the state before you repeat it.'
  const message = `${vendor} answered ${status} to ${method} ${path}, but not as its API promises: ${problems}.${done}`
  return new RungsError({
    ...{ code: 'unexpected_response', provider, operation, status },
    ...transport.redact({ message, issues }),
    // By itself: nested deeper than the stack, it is left out, and nothing else with it.
    body: transport.redact(body ?? null),
    requestId: requestId && transport.redact(requestId),
  })
}
