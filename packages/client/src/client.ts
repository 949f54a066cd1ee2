import {
  type CapabilityKey,
  checkId,
  type ListQuery,
  type Operation,
  type OperationOutput,
  RungsError,
  type Tier,
  type TierProvider,
} from '@rungs/model'
import { DetailedCall, PagedCall } from './call.js'
import { ownVendor, renamesOf } from './given.js'
import { createInvoke, type Invoke, type Prepared } from './invoke.js'
import type { AnyCallOptions } from './options.js'
import type {
  Call,
  CallOptions,
  Client,
  ClientOptions,
  Details,
  LadderApi,
  ListCall,
  Members,
  Tiers,
  Workflow,
} from './types.js'

/** Schemas cost more to load than the rest of the client together, and reads need none: they wait for the first write. */
const schemas = (): Promise<typeof import('@rungs/model/schemas')> => import('@rungs/model/schemas')

/**
 * One typed client for loyalty tiers, whichever backend runs them.
 * @throws RungsError `configuration` when the provider speaks another version of the interface.
 */
export function createClient<Native>(
  provider: TierProvider<Native>,
  options: ClientOptions = {},
): Client<Native extends undefined ? undefined : Native> {
  if (provider.specificationVersion !== 'v1') throw unknownVersion(provider)
  const invoke = createInvoke(provider, options)
  return {
    provider: provider.name,
    tiers: tiersOf(provider, invoke),
    ladder: ladderOf(provider, invoke),
    workflow: workflowOf(invoke),
    members: membersOf(invoke),
    capabilities: provider.capabilities,
    native: provider.native as Native extends undefined ? undefined : Native,
    supports: (key: CapabilityKey) =>
      (provider.capabilities[key]?.support ?? 'unsupported') !== 'unsupported',
    close: async () => provider.close?.(),
  }
}

function tiersOf(provider: TierProvider, invoke: Invoke): Tiers {
  const listPage = (
    query: ListQuery,
    options?: CallOptions,
  ): Promise<Details<OperationOutput<'tiers.list'>>> =>
    invoke('tiers.list', () => (isEmpty(query) ? { input: {} } : checkedQuery(query)), options)
  return {
    list: (query = {}, options): ListCall<Tier> =>
      new PagedCall(listPage(query, options), (cursor) => listPage({ ...query, cursor }, options)),
    get: (id, options) => run(invoke, 'tiers.get', () => ({ input: { id: checkId(id, 'id') } }), options),
    create: (tier, options) =>
      run(
        invoke,
        'tiers.create',
        async () => {
          const { parseTier } = await schemas()
          const { input, foreign } = ownVendor(parseTier(tier, provider), provider.name)
          return { input: { tier: input }, foreign, rename: renamesOf(tier) }
        },
        options,
      ),
    update: (id, change, options) =>
      run(
        invoke,
        'tiers.update',
        async () => {
          checkId(id, 'id')
          const { parseTierPatch } = await schemas()
          const { input, foreign } = ownVendor(parseTierPatch(change, provider), provider.name)
          return { input: { id, patch: input, ...revision(options) }, foreign, rename: renamesOf(change) }
        },
        options,
        ['ifRevision'],
      ),
    delete: (id, options) =>
      run(
        invoke,
        'tiers.delete',
        () => ({ input: { id: checkId(id, 'id'), ...revision(options) } }),
        options,
        ['ifRevision'],
      ),
  }
}

/** An empty query needs no schema; anything that is no plain object has to be refused by one. */
function isEmpty(query: unknown): boolean {
  if (typeof query !== 'object' || query === null) return false
  return Object.getPrototypeOf(query) === Object.prototype && Object.keys(query).length === 0
}

async function checkedQuery(query: ListQuery): Promise<Prepared<'tiers.list'>> {
  const { parseListQuery } = await schemas()
  return { input: parseListQuery(query) }
}

function ladderOf(provider: TierProvider, invoke: Invoke): LadderApi {
  return {
    get: (options) => run(invoke, 'ladder.get', () => ({ input: {} }), options),
    update: (change, options) =>
      run(
        invoke,
        'ladder.update',
        async () => {
          const { parseLadderPatch } = await schemas()
          const { input, foreign } = ownVendor(parseLadderPatch(change), provider.name)
          return { input: { patch: input, ...revision(options) }, foreign }
        },
        options,
        ['ifRevision'],
      ),
  }
}

function workflowOf(invoke: Invoke): Workflow {
  const review = (
    operation: 'workflow.approve' | 'workflow.reject',
    id: string,
    options: (CallOptions & { comment?: string }) | undefined,
  ): Call<Tier> =>
    run(
      invoke,
      operation,
      () => ({
        input: {
          id: checkId(id, 'id'),
          ...(options?.comment === undefined ? {} : { comment: options.comment }),
        },
      }),
      options,
      ['comment'],
    )
  return {
    submit: (id, options) =>
      run(invoke, 'workflow.submit', () => ({ input: { id: checkId(id, 'id') } }), options),
    approve: (id, options) => review('workflow.approve', id, options),
    reject: (id, options) => review('workflow.reject', id, options),
    publish: (id, options) =>
      run(invoke, 'workflow.publish', () => ({ input: { id: checkId(id, 'id') } }), options),
  }
}

function membersOf(invoke: Invoke): Members {
  return {
    enroll: (memberId, options) =>
      run(
        invoke,
        'members.enroll',
        async () => {
          checkId(memberId, 'memberId')
          if (options?.since === undefined) return { input: { memberId } }
          const { parseInstantInput } = await schemas()
          return { input: { memberId, since: parseInstantInput(options.since, 'since') } }
        },
        options,
        ['since'],
      ),
    standing: (memberId, options) =>
      run(
        invoke,
        'members.standing',
        () => ({ input: { memberId: checkId(memberId, 'memberId') } }),
        options,
      ),
    assign: (memberId, assignment, options) =>
      run(
        invoke,
        'members.assign',
        async () => {
          checkId(memberId, 'memberId')
          const { parseAssignment } = await schemas()
          return { input: { memberId, ...parseAssignment(assignment) } }
        },
        options,
      ),
    record: (memberId, activity, options) =>
      run(
        invoke,
        'members.record',
        async () => {
          checkId(memberId, 'memberId')
          const { parseActivity } = await schemas()
          return { input: { memberId, activity: parseActivity(activity) } }
        },
        options,
      ),
  }
}

function run<O extends Operation>(
  invoke: Invoke,
  operation: O,
  prepare: () => Prepared<O> | Promise<Prepared<O>>,
  options: AnyCallOptions | undefined,
  extraOptions?: readonly string[],
): Call<OperationOutput<O>> {
  return new DetailedCall(invoke(operation, prepare, options, extraOptions))
}

function revision(options: AnyCallOptions | undefined): { ifRevision?: string } {
  return options?.ifRevision === undefined ? {} : { ifRevision: options.ifRevision }
}

function unknownVersion(provider: { specificationVersion: unknown; name: unknown }): RungsError {
  return new RungsError({
    code: 'configuration',
    message: `The ${String(provider.name)} adapter speaks version ${String(provider.specificationVersion)} of the provider interface, and this client speaks v1. Use versions of @rungs/client and the adapter that were released together.`,
  })
}
