import { equal, ok, rejects } from '../assert.js'
import { cases } from '../case.js'
import { invoke, requestCount } from '../invoke.js'
import { operationProbes } from '../probes/operations.js'
import { allTiers, makeTier, tierInput } from '../setup.js'

/** What a call tells beside its data. */
const perOperation = cases(
  'details',
  operationProbes.map(({ operation, requires, needs, ready }) => ({
    id: `L6.details.${operation}`,
    title: `withDetails of ${operation} gives the data, the requests sent, the vendor's reply and no losses`,
    requires: [operation, ...requires],
    needs: ['wire', ...needs],
    run: async (t) => {
      const { args } = await ready(t)
      const before = await requestCount(t)
      const call = invoke(t.client, operation, args)
      const { data, attempts, losses, requestId, raw } = await call.withDetails()
      equal(await call, data, 'the data')
      equal(attempts, (await requestCount(t)) - before, 'attempts, beside the requests that arrived')
      ok(attempts >= 1, 'expected at least one request')
      equal(losses, [], 'losses')
      const [last] = (await t.wire.requests()).slice(-1)
      ok(raw !== undefined || last?.status === 204, "expected the vendor's reply, unless it was empty")
      ok(requestId === undefined || (typeof requestId === 'string' && requestId !== ''), 'requestId is text')
    },
  })),
)

const whole = cases('details', [
  {
    id: 'L6.details-cost-nothing',
    title: 'asking for details, twice, and awaiting too, makes one call',
    requires: ['tiers.create', 'tiers.list'],
    run: async (t) => {
      const call = t.client.tiers.create(tierInput(t, 1))
      const [first, second, data] = await Promise.all([call.withDetails(), call.withDetails(), call])
      equal(first, second, 'the details')
      equal(data, first.data, 'the data')
      equal((await allTiers(t)).length, 1, 'tiers')
    },
  },
  {
    id: 'L6.call-runs-unawaited',
    title: 'a call runs whether it is awaited or not',
    requires: ['tiers.create', 'tiers.list'],
    run: async (t) => {
      // Where no create succeeds the case ends here: nobody would hear of the failure of a call that is not awaited.
      await makeTier(t, 1)
      const call = t.client.tiers.create(tierInput(t, 2))
      for (let look = 0; look < 200 && (await allTiers(t)).length === 1; look += 1)
        await new Promise((resolve) => setTimeout(resolve, 5))
      equal((await allTiers(t)).length, 2, 'tiers before the call is awaited')
      await call
    },
  },
  {
    id: 'L6.request-id-in-errors',
    title: "an error carries the status and, where the vendor gives one, the request's id",
    requires: ['tiers.create', 'tiers.get'],
    needs: ['wire'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      // What is told by a status: a provider may also learn from a 200 that there is no such tier.
      await t.wire.setFaults([{ kind: 'status', status: 403 }])
      const error = await t.client.tiers.get(id).then(
        () => undefined,
        (reason: unknown) => reason,
      )
      const { status, requestId } = Object(error)
      const [last] = (await t.wire.requests()).slice(-1)
      equal([status, last?.status], [403, 403], 'status, beside what the backend answered')
      ok(requestId === undefined || (typeof requestId === 'string' && requestId !== ''), 'requestId is text')
    },
  },
  {
    id: 'L6.what-the-vendor-said',
    title: "an error carries the vendor's reply as it came, of reads and of writes",
    requires: ['tiers.create', 'tiers.get'],
    needs: ['wire'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      const body = { said: 'by the vendor alone', error: { code: 'ODD_4711', message: 'Not today.' } }
      for (const call of [() => t.client.tiers.get(id), () => t.client.tiers.create(tierInput(t, 2))]) {
        await t.wire.setFaults([{ kind: 'status', status: 403, body, times: 99 }])
        const error = await rejects(call, 'permission', 'a call that is answered 403')
        equal(error.body, body, 'error.body')
      }
    },
  },
  {
    id: 'L6.raw-is-not-shared',
    title: "the vendor's reply belongs to the caller",
    requires: ['tiers.create', 'tiers.get'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      const { data, raw } = await t.client.tiers.get(id).withDetails()
      if (typeof raw === 'object' && raw !== null)
        for (const key of Object.keys(raw)) Reflect.set(raw, key, 'spoilt')
      equal(await t.client.tiers.get(id), data, 'the tier read again')
    },
  },
])

export const detailCases = [...perOperation, ...whole]
