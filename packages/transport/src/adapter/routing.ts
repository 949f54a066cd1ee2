import type { ProviderCall } from '@rungs/model'
import type { WireRequest } from '../types.js'
import type { Output, Read, SchemaName } from './reader.js'

/**
 * How an adapter writes its routes, one request each: `route('tierSchema', (id: string) => get(path`/v1/tiers/${id}`))`
 * takes the call and the id, sends that request, and gives the reply as that wire schema reads it.
 * @param read what sends the requests.
 */
export function routing<Wire>(read: Read<Wire>) {
  return <Name extends SchemaName<Wire>, Args extends unknown[]>(
    schema: Name,
    request: (...args: Args) => WireRequest,
  ) =>
    async (call: ProviderCall, ...args: Args): Promise<Output<Wire[Name]>> =>
      read(request(...args), schema, call)
}
