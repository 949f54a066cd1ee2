import type { JsonObject, ProviderCall } from '@rungs/model'
import { path } from '@rungs/transport'
import { notWritten } from './not-written.js'
import { createFetch } from './request.js'
import type { CheckedSettings } from './settings.js'
import type { AcmeTier } from './wire.js'

/** Acme's routes under Acme's names, one request each. */
export type Routes = ReturnType<typeof createRoutes>

/**
 * Makes the routes over a transport of their own. A write says how often it may be sent: `idempotency` names the
 * header of Acme's that carries the call's key, and `howToFindOut` tells people what to do when a reply was lost.
 */
export function createRoutes(settings: CheckedSettings) {
  const fetch = createFetch(settings)
  return {
    tiers: {
      // An example of a read; see whether Acme's is like it.
      retrieve: async (call: ProviderCall, id: string): Promise<AcmeTier> =>
        fetch({ method: 'GET', path: path`/tiers/${id}` }, 'tierSchema', call),
      list: async (_call: ProviderCall): Promise<AcmeTier[]> => todo('the request for all tiers'),
      create: async (_call: ProviderCall, _body: JsonObject): Promise<AcmeTier> =>
        todo('the request that makes a tier'),
      update: async (
        _call: ProviderCall,
        _id: string,
        _body: JsonObject,
        _revision?: string,
      ): Promise<AcmeTier> => todo('the request that changes a tier'),
      delete: async (_call: ProviderCall, _id: string, _revision?: string): Promise<void> =>
        todo('the request that removes a tier'),
    },
  }
}

function todo(what: string): never {
  return notWritten('src/routes.ts', what)
}
