import type { ErrorCode } from '@rungs/model'
import { equal, fail, oneOf, rejects, settle } from '../assert.js'
import { cases } from '../case.js'
import { makeTier, snapshot, tierInput } from '../setup.js'

/** What a status alone says, whatever the body is. */
const table: readonly (readonly [number, readonly ErrorCode[], boolean])[] = [
  [302, ['unexpected_response', 'network'], false],
  [400, ['invalid_input', 'rejected'], false],
  [401, ['authentication'], false],
  [403, ['permission'], false],
  [404, ['not_found'], false],
  [409, ['conflict'], false],
  [422, ['rejected'], false],
  [418, ['rejected'], false],
  [429, ['rate_limited'], true],
  [500, ['unavailable'], true],
  [502, ['unavailable'], true],
  [503, ['unavailable'], true],
  [504, ['unavailable'], true],
]

const bodies = [undefined, '', '<html>gateway</html>', '{"broken', 'null', [], { error: null }, { error: 7 }]

const onReads = cases(
  'statuses',
  table.map(([status, codes, retryable]) => ({
    id: `L6.status.${status}`,
    title: `a ${status} is ${codes.join(' or ')} whatever its body, and carries its status`,
    requires: ['tiers.create', 'tiers.get'],
    needs: ['wire'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      for (const body of bodies) {
        const headers = status === 302 ? { location: 'https://other.invalid/' } : {}
        await t.wire.setFaults([
          { kind: 'status', status, headers, ...(body === undefined ? {} : { body }), times: 99 },
        ])
        const what = `a ${status} with the body ${JSON.stringify(body)}`
        const error = await rejects(() => t.client.tiers.get(id, { retries: 0 }), codes, what)
        if (status !== 302) equal(error.status, status, `${what}: error.status`)
        equal(error.retryable, retryable, `${what}: error.retryable`)
        equal([error.provider, error.operation], [t.provider.name, 'tiers.get'], `${what}: where`)
      }
    },
  })),
)

const onWrites = cases(
  'statuses',
  [400, 401, 403, 409, 422, 429].map((status) => ({
    id: `L6.status-on-write.${status}`,
    title: `a ${status} says the same of a write as of a read, and nothing has happened`,
    requires: ['tiers.create', 'tiers.list'],
    needs: ['wire'],
    run: async (t) => {
      const before = await snapshot(t)
      await t.wire.setFaults([{ kind: 'status', status, times: 1 }])
      const codes = table.find(([listed]) => listed === status)?.[1] ?? []
      await rejects(() => t.client.tiers.create(tierInput(t, 1), { retries: 0 }), codes, `a ${status}`)
      equal(await snapshot(t), before, 'the backend afterwards')
    },
  })),
)

const replies = cases('statuses', [
  {
    id: 'L6.reply-of-another-shape',
    title: 'a 200 whose JSON is not what the API promises is unexpected_response, never data',
    requires: ['tiers.create', 'tiers.get'],
    needs: ['wire'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      for (const body of ['null', '7', '"text"', '[]', '{}', '{"data":null}', '{"id":5}']) {
        await t.wire.setFaults([{ kind: 'status', status: 200, body, times: 99 }])
        await rejects(
          () => t.client.tiers.get(id, { retries: 0 }),
          'unexpected_response',
          `get, given ${body}`,
        )
        await t.wire.setFaults([{ kind: 'status', status: 200, body, times: 99 }])
        await rejects(
          () => t.client.tiers.list({}, { retries: 0 }),
          'unexpected_response',
          `list, given ${body}`,
        )
      }
    },
  },
  {
    id: 'L6.empty-reply',
    title: 'a 200 without a body where one is promised is unexpected_response',
    requires: ['tiers.create', 'tiers.get'],
    needs: ['wire'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      for (const status of [200, 204]) {
        await t.wire.setFaults([{ kind: 'status', status, body: '', times: 99 }])
        await rejects(
          () => t.client.tiers.get(id, { retries: 0 }),
          'unexpected_response',
          `an empty ${status}`,
        )
      }
    },
  },
  {
    id: 'L6.huge-reply',
    title: 'a reply of 24 MB is cut off: the call is an error, not a memory problem',
    requires: ['tiers.create', 'tiers.get'],
    needs: ['wire'],
    run: async (t) => {
      const { id } = await makeTier(t, 1)
      await t.wire.setFaults([{ kind: 'status', status: 200, body: 'x'.repeat(24 * 1024 * 1024), times: 99 }])
      const outcome = await settle(() => t.client.tiers.get(id, { retries: 0 }), 'get')
      if (outcome.ok) fail('expected an error')
      oneOf(outcome.error.code, ['unexpected_response'], 'the code')
    },
  },
])

export const statusCases = [...onReads, ...onWrites, ...replies]
