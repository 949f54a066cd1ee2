import { isRungsError, type Operation, RungsError } from '@rungs/model'
import { equal, ok, oneOf, rejects, settle } from '../assert.js'
import { cases } from '../case.js'
import type { CaseContext } from '../context.js'
import { invoke, plausibleArguments } from '../invoke.js'
import { allTiers, makeTier, nameOf, newMember, raising, removable, snapshot, tierInput } from '../setup.js'

const ofTiers: readonly Operation[] = [
  'tiers.get',
  'tiers.update',
  'tiers.delete',
  'workflow.submit',
  'workflow.approve',
  'workflow.reject',
  'workflow.publish',
]

const unknownTier = cases(
  'errors',
  ofTiers.map((operation) => ({
    id: `L6.not-found.${operation}`,
    title: `${operation} of an unknown tier is not_found and changes nothing`,
    requires: [operation, 'tiers.create', 'tiers.list'],
    run: async (t) => {
      await makeTier(t, 1)
      const before = await snapshot(t)
      for (const id of ['no-such-tier', 'tier_00000000', '0', '__proto__', 'constructor', 'größe', 'a b']) {
        const [, ...rest] = plausibleArguments(operation)
        const error = await rejects(
          () => invoke(t.client, operation, [id, ...rest]),
          'not_found',
          `${operation} of '${id}'`,
        )
        equal([error.provider, error.operation], [t.provider.name, operation], 'provider and operation')
        equal(error.retryable, false, 'retryable')
      }
      equal(await snapshot(t), before, 'the backend afterwards')
    },
  })),
)

const unknownMember = cases(
  'errors',
  (
    ['members.standing', 'members.explain', 'members.history', 'members.assign', 'members.record'] as const
  ).map((operation) => ({
    id: `L6.not-found.${operation}`,
    title: `${operation} of an unknown member is not_found`,
    requires: [operation, 'tiers.create'],
    run: async (t) => {
      const tier = await makeTier(t, 1)
      const given = {
        'members.standing': [],
        'members.explain': [],
        'members.history': [{}],
        'members.assign': [{ tier: tier.id }],
        'members.record': [raising(t.provider.defaultMetric, 1).activity],
      }[operation]
      for (const id of ['no-such-member', '__proto__', 'constructor']) {
        const error = await rejects(
          () => invoke(t.client, operation, [id, ...given]),
          'not_found',
          `${operation} of '${id}'`,
        )
        equal([error.provider, error.operation], [t.provider.name, operation], 'provider and operation')
      }
    },
  })),
)

const causes = cases('errors', [
  {
    id: 'L6.deleted-is-not-found',
    title: 'a tier that was deleted is not_found for get, update and delete',
    requires: ['tiers.create', 'tiers.get', 'tiers.update', 'tiers.delete'],
    run: async (t) => {
      const { id } = await makeTier(t, 1, removable(t))
      await t.client.tiers.delete(id)
      await rejects(() => t.client.tiers.get(id), 'not_found', 'get')
      await rejects(() => t.client.tiers.update(id, { name: 'Other' }), 'not_found', 'update')
      await rejects(() => t.client.tiers.delete(id), 'not_found', 'the second delete')
    },
  },
  {
    id: 'L6.assign-unknown-tier',
    title: 'assigning an unknown tier is not_found and leaves the standing',
    requires: ['members.assign', 'members.standing'],
    needs: ['member'],
    run: async (t) => {
      const memberId = await newMember(t)
      const before = await snapshot(t, memberId)
      await rejects(
        () => t.client.members.assign(memberId, { tier: 'no-such-tier' }),
        ['not_found', 'rejected'],
        'assign',
      )
      equal(await snapshot(t, memberId), before, 'the member afterwards')
    },
  },
  ...(['create', 'update'] as const).flatMap((how) => [
    {
      id: `L6.taken-name-is-conflict.${how}` as const,
      title: `${how} with a name that another tier has is a conflict and changes nothing`,
      requires: ['guarantee.uniqueName', 'tiers.create', `tiers.${how}`, 'tiers.list'] as const,
      run: (t: CaseContext) => takes(t, how, { name: nameOf(1) }),
    },
    {
      id: `L6.taken-threshold-is-conflict.${how}` as const,
      title: `${how} with a threshold that another tier has is a conflict and changes nothing`,
      requires: ['guarantee.uniqueThreshold', 'tiers.create', `tiers.${how}`, 'tiers.list'] as const,
      run: (t: CaseContext) => takes(t, how, { threshold: 100 }),
    },
  ]),
  {
    id: 'L6.own-name-is-free',
    title: 'an update that keeps the name and threshold of the tier itself is no conflict',
    requires: ['tiers.create', 'tiers.update'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      const { name } = await t.client.tiers.update(id, { name: nameOf(1), threshold: 100 })
      equal(name, nameOf(1), 'name')
    },
  },
  {
    id: 'L7.names-may-repeat',
    title: 'where names need not be unique, two tiers of one name are two tiers',
    requires: ['tiers.create', 'tiers.list'],
    refuses: 'guarantee.uniqueName',
    run: async (t) => {
      await makeTier(t, 1)
      await makeTier(t, 2, { name: nameOf(1) })
      equal(new Set((await allTiers(t)).map(({ id }) => id)).size, 2, 'tiers')
    },
  },
])

const shape = cases('errors', [
  {
    id: 'L6.one-class-and-guard',
    title: 'an error is an Error, a RungsError, and isRungsError tells its code',
    requires: ['tiers.get'],
    run: async (t) => {
      const error = await rejects(() => t.client.tiers.get('no-such-tier'), 'not_found', 'get')
      ok(error instanceof Error && error instanceof RungsError, 'expected an instance of RungsError')
      ok(isRungsError(error) && isRungsError(error, 'not_found'), 'expected isRungsError to hold')
      ok(!isRungsError(error, 'conflict'), 'expected isRungsError to tell codes apart')
      equal(error.name, 'RungsError', 'name')
      ok(typeof error.stack === 'string', 'expected a stack')
      ok(error.message.length > 10, 'expected a message that helps')
      ok(Array.isArray(error.issues), 'expected issues to be a list')
    },
  },
  {
    id: 'L6.json-of-errors',
    title: 'the JSON of an error has code, message, provider and operation, and is plain data',
    requires: ['tiers.get'],
    run: async (t) => {
      const error = await rejects(() => t.client.tiers.get('no-such-tier'), 'not_found', 'get')
      const json: unknown = JSON.parse(JSON.stringify(error))
      const read = (key: string): unknown => Reflect.get(Object(json), key)
      equal(
        [read('name'), read('code'), read('message'), read('provider'), read('operation'), read('retryable')],
        ['RungsError', 'not_found', error.message, t.provider.name, 'tiers.get', false],
        'the JSON',
      )
    },
  },
  {
    id: 'L6.failed-call-tells-everywhere',
    title: 'a failed call fails in the same way awaited, by withDetails and iterated',
    requires: ['tiers.get', 'tiers.list'],
    run: async (t) => {
      const call = t.client.tiers.get('no-such-tier')
      const first = await rejects(() => call, 'not_found', 'awaited')
      const second = await rejects(() => call.withDetails(), 'not_found', 'withDetails')
      equal(second.message, first.message, 'the message')
      const cursor = t.client.tiers.list({ limit: -1 })
      const next = await settle(() => cursor[Symbol.asyncIterator]().next(), 'iterated')
      equal(next.ok ? '' : next.error.code, 'invalid_input', 'the code of a bad list, iterated')
    },
  },
  {
    id: 'L6.authentication',
    title: 'wrong credentials are authentication, for reads and writes',
    requires: ['tiers.list', 'tiers.create'],
    needs: ['wrongCredentials'],
    run: async (t) => {
      const { wrongCredentials } = t.subject
      if (wrongCredentials === undefined) return
      const client = t.connectTo(wrongCredentials)
      for (const call of [() => client.tiers.list(), () => client.tiers.create(tierInput(t, 1))]) {
        const error = await rejects(call, 'authentication', 'a call with wrong credentials')
        equal(error.retryable, false, 'retryable')
        oneOf(error.status, [undefined, 401], 'status')
      }
      equal(await allTiers(t), [], 'tiers afterwards')
    },
  },
])

export const errorCases = [...unknownTier, ...unknownMember, ...causes, ...shape]

async function takes(
  t: CaseContext,
  how: 'create' | 'update',
  taken: { name: string } | { threshold: number },
): Promise<void> {
  await makeTier(t, 1)
  const other = how === 'update' ? await makeTier(t, 2) : undefined
  const before = await snapshot(t)
  const error = await rejects(
    () =>
      other === undefined
        ? t.client.tiers.create(tierInput(t, 2, taken))
        : t.client.tiers.update(other.id, taken),
    'conflict',
    how,
  )
  oneOf(error.retryable, [false], 'retryable')
  equal(await snapshot(t), before, 'the backend afterwards')
}
