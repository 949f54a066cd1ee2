import {
  checkId,
  type ListQuery,
  type OperationOutput,
  type Tier,
  type TierInput,
  type TierProvider,
} from '@rungs/model'
import { PagedCall } from '../call.js'
import { checked } from '../checked.js'
import { ownVendor, renamesOf } from '../given.js'
import type { Invoke, Prepared } from '../invoke.js'
import type { CallOptions, Details, ListCall, Tiers } from '../types.js'
import { isEmpty } from './query.js'
import { previewOf, revision, run } from './run.js'

/** `client.tiers` */
export function tiersOf(provider: TierProvider, invoke: Invoke): Tiers {
  const listPage = (
    query: ListQuery,
    options?: CallOptions,
  ): Promise<Details<OperationOutput<'tiers.list'>>> =>
    invoke(
      'tiers.list',
      () =>
        isEmpty(query)
          ? { input: {} }
          : checked(query, ({ parseListQuery }, given) => ({ input: parseListQuery(given) })),
      options,
    )
  return {
    list: (query = {}, options): ListCall<Tier> => {
      const [given, also] = [{ ...query }, options && { ...options }]
      return new PagedCall(listPage(query, options), (cursor) => listPage({ ...given, cursor }, also))
    },
    get: (id, options) => run(invoke, 'tiers.get', () => ({ input: { id: checkId(id, 'id') } }), options),
    create: (tier, options) => run(invoke, 'tiers.create', toCreate(provider, tier), options),
    preview: (tier, options) => previewOf(invoke, 'tiers.create', toCreate(provider, tier), options),
    update: (id, change, options) =>
      run(
        invoke,
        'tiers.update',
        (now) => {
          checkId(id, 'id')
          return checked(change, ({ parseTierPatch }, given) => {
            const { input, foreign } = ownVendor(parseTierPatch(given, provider), provider.name)
            return { input: { id, patch: input, ...revision(now) }, foreign, rename: renamesOf(given) }
          })
        },
        options,
        ['ifRevision'],
      ),
    delete: (id, options) =>
      run(
        invoke,
        'tiers.delete',
        (now) => ({ input: { id: checkId(id, 'id'), ...revision(now) } }),
        options,
        ['ifRevision'],
      ),
  }
}

type Preparing = Prepared<'tiers.create'> | Promise<Prepared<'tiers.create'>>

function toCreate(provider: TierProvider, tier: TierInput): () => Preparing {
  return () =>
    checked(tier, ({ parseTier }, given) => {
      const { input, foreign } = ownVendor(parseTier(given, provider), provider.name)
      return { input: { tier: input }, foreign, rename: renamesOf(given) }
    })
}
