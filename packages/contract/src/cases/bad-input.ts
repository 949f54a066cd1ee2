import type { Operation, RungsError } from '@rungs/model'
import { equal, ok, rejects } from '../assert.js'
import { cases } from '../case.js'
import type { CaseContext } from '../context.js'
import { show } from '../equal.js'
import { changesNothing, invoke, plausibleArguments, sendsNothing } from '../invoke.js'
import { operations } from '../keys.js'
import { makeTier, newMember } from '../setup.js'
import { badAnywhere, badChanges, badTiers } from './bad-tiers.js'

const badCreates = cases(
  'bad input',
  [...badAnywhere, ...badTiers].map(({ id, title, path, input }) => ({
    id: `L6.bad-tier.${id}`,
    title: `create refuses ${title}${path === '' ? '' : `, naming ${path}`}`,
    requires: ['tiers.create'],
    run: (t) => refused(t, 'tiers.create', [input(t)], path),
  })),
)

const badUpdates = cases(
  'bad input',
  [...badAnywhere, ...badChanges].map(({ id, title, path, input }) => ({
    id: `L6.bad-change.${id}`,
    title: `update refuses ${title}${path === '' ? '' : `, naming ${path}`}`,
    requires: ['tiers.create', 'tiers.update'],
    run: async (t) => refused(t, 'tiers.update', [(await makeTier(t, 1)).id, input(t)], path),
  })),
)

const idsOf = (operation: Operation): string => (operation.startsWith('members.') ? 'memberId' : 'id')

const badIds = cases(
  'bad input',
  operations
    .filter((operation) => /\.(get|update|delete|submit|approve|reject|publish)$|^members/.test(operation))
    .filter((operation) => !operation.startsWith('ladder.'))
    .map((operation) => ({
      id: `L6.bad-id.${operation}`,
      title: `${operation} refuses ids that are none, naming ${idsOf(operation)}`,
      requires: [operation],
      run: async (t) => {
        const [, ...rest] = plausibleArguments(operation)
        const wrong = ['../x', '', '.', '..', 'a/b', 'a\\b', 'a?b', 'a#b', 'a%2fb', 'a\u0000b', 'a\nb']
        const odd = ['\ud800', 'i'.repeat(256), 5, null, undefined, {}, ['a'], { toString: () => 'a' }]
        for (const id of [...wrong, ...odd])
          await refused(t, operation, [id, ...rest], idsOf(operation), `${operation} of ${show(id)}`)
      },
    })),
)

const badQueries = cases('bad input', [
  {
    id: 'L6.bad-query',
    title: 'list refuses a wrong limit, an empty cursor and unknown keys, naming them',
    requires: ['tiers.list'],
    run: async (t) => {
      for (const limit of [0, -1, 101, 1.5, '5', Number.NaN, null, Number.POSITIVE_INFINITY])
        await refused(t, 'tiers.list', [{ limit }], 'limit', `limit ${show(limit)}`)
      for (const cursor of ['', 5, null]) await refused(t, 'tiers.list', [{ cursor }], 'cursor')
      await refused(t, 'tiers.list', [{ page: 2 }], 'page')
      for (const query of ['all', 7, [1]]) await refused(t, 'tiers.list', [query], '')
    },
  },
  {
    id: 'L6.bad-history-query',
    title: 'history refuses wrong instants, a span that ends before it begins, and what list refuses',
    requires: ['members.history'],
    run: async (t) => {
      const wrong: [unknown, string][] = [
        [{ from: 'yesterday' }, 'from'],
        [{ to: 5 }, 'to'],
        [{ from: '2026-03-01T00:00:00Z', to: '2026-02-28T23:59:59Z' }, 'to'],
        [{ limit: 0 }, 'limit'],
        [{ cursor: '' }, 'cursor'],
        [{ since: '2026-03-01T00:00:00Z' }, 'since'],
        ['all', ''],
      ]
      for (const [query, path] of wrong)
        await refused(t, 'members.history', ['unknown-1', query], path, `history of ${show(query)}`)
    },
  },
  {
    id: 'L6.bad-explain-at',
    title: 'explain refuses what is no instant, naming at',
    requires: ['members.explain'],
    run: async (t) => {
      for (const at of ['yesterday', '2026-02-30T00:00:00Z', '2026-03-01', '', 5, null])
        await refused(t, 'members.explain', ['unknown-1', { at }], 'at', `explain at ${show(at)}`)
    },
  },
  {
    id: 'L6.bad-activity',
    title: 'record refuses wrong activities, naming the path',
    requires: ['members.record'],
    needs: ['member'],
    run: async (t) => {
      const memberId = await newMember(t)
      for (const [activity, path] of badActivities)
        await refused(t, 'members.record', [memberId, activity], path, `recording ${show(activity)}`)
    },
  },
  {
    id: 'L6.bad-assignment',
    title: 'assign refuses wrong assignments, naming the path',
    requires: ['members.assign'],
    needs: ['member'],
    run: async (t) => {
      const memberId = await newMember(t)
      const wrong: [unknown, string][] = [
        [{}, 'tier'],
        [{ tier: '' }, 'tier'],
        [{ tier: 5 }, 'tier'],
        [{ tier: null, until: 'tomorrow' }, 'until'],
        [{ tier: null, untill: '2030-01-01T00:00:00Z' }, 'untill'],
        [null, ''],
      ]
      for (const [assignment, path] of wrong)
        await refused(t, 'members.assign', [memberId, assignment], path, `assigning ${show(assignment)}`)
    },
  },
  {
    id: 'L6.bad-ladder',
    title: 'ladder.update refuses wrong changes, naming the path',
    requires: ['ladder.update'],
    run: async (t) => {
      const wrong: [unknown, string][] = [
        [{}, ''],
        [null, ''],
        [{ name: '' }, 'name'],
        [{ status: 'open' }, 'status'],
        [{ window: { kind: 'rolling' } }, 'window.months'],
        [{ window: { kind: 'fixed_year', month: 13, day: 1 } }, 'window.month'],
        [{ lifecycle: { review: 'inactivity', downgrade: { policy: 'hold' } } }, 'lifecycle.inactivity'],
        [{ baseTier: { name: '' } }, 'baseTier.name'],
        [{ tiers: [] }, 'tiers'],
      ]
      for (const [change, path] of wrong)
        await refused(t, 'ladder.update', [change], path, `the change ${show(change)}`)
    },
  },
])

const badOptions = cases(
  'bad input',
  operations.map((operation) => ({
    id: `L6.bad-options.${operation}`,
    title: `${operation} refuses wrong and unknown options, naming them`,
    requires: [operation],
    run: async (t) => {
      const wrong: [Record<string, unknown>, string][] = [
        [{ timeoutMs: -1 }, 'timeoutMs'],
        [{ timeoutMs: Number.NaN }, 'timeoutMs'],
        [{ timeoutMs: '100' }, 'timeoutMs'],
        [{ retries: -1 }, 'retries'],
        [{ retries: 1.5 }, 'retries'],
        [{ idempotencyKey: '' }, 'idempotencyKey'],
        [{ idempotencyKey: 'line\r\nbreak' }, 'idempotencyKey'],
        [{ onLoss: 'ignore' }, 'onLoss'],
        [{ signal: {} }, 'signal'],
        [{ timeout: 100 }, 'timeout'],
      ]
      for (const [options, path] of wrong)
        await refused(
          t,
          operation,
          [...plausibleArguments(operation), options],
          path,
          `options ${show(options)}`,
        )
    },
  })),
)

export const badInputCases = [...badCreates, ...badUpdates, ...badIds, ...badQueries, ...badOptions]

const badActivities: readonly [unknown, string][] = [
  [null, ''],
  [{ type: 'steal', points: 5 }, 'type'],
  [{ points: 5 }, 'type'],
  [{ type: 'earn' }, 'points'],
  [{ type: 'earn', points: 0 }, 'points'],
  [{ type: 'earn', points: -5 }, 'points'],
  [{ type: 'earn', points: 1.5 }, 'points'],
  [{ type: 'earn', points: Number.NaN }, 'points'],
  [{ type: 'earn', points: Number.POSITIVE_INFINITY }, 'points'],
  [{ type: 'earn', points: '1e3' }, 'points'],
  [{ type: 'redeem', points: -5 }, 'points'],
  [{ type: 'earn', points: 5, at: 'yesterday' }, 'at'],
  [{ type: 'earn', points: 5, at: '2026-02-30T00:00:00Z' }, 'at'],
  [{ type: 'earn', points: 5, why: 'because' }, 'why'],
  [{ type: 'purchase', spend: -1 }, 'spend'],
  [{ type: 'counter', counter: 'nights' }, 'add'],
]

/** Holds that a call is invalid input that names a path, that nothing is sent for it, and that nothing changes. */
async function refused(
  t: CaseContext,
  operation: Operation,
  args: readonly unknown[],
  path: string,
  what: string = operation,
): Promise<void> {
  const error = await changesNothing(t, what, () =>
    sendsNothing(t, what, () => rejects(() => invoke(t.client, operation, args), 'invalid_input', what)),
  )
  names(error, path, what)
  equal([error.provider, error.operation], [t.provider.name, operation], `${what}: provider and operation`)
  ok(error.message.length < 20_000, `${what}: a message of ${error.message.length} characters helps nobody`)
}

function names(error: RungsError, path: string, what: string): void {
  const named = error.issues.map((issue) => issue.path)
  ok(named.length > 0, `${what}: expected issues`)
  if (path === '') return
  const found = named.some((at) => at === path || at.startsWith(`${path}.`) || at.startsWith(`${path}[`))
  ok(found, `${what}: expected an issue at ${path}, got ${show(named)}`)
  ok(
    error.message.includes(path),
    `${what}: expected the message to name ${path}, got ${show(error.message)}`,
  )
}
