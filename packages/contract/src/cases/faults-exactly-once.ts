import { equal, fail, ok, settle } from '../assert.js'
import { cases } from '../case.js'
import { invoke } from '../invoke.js'
import { writeProbes } from '../probes/operations.js'
import { createProbe } from '../probes/tiers.js'
import { atEachRequest, countRequests, hasty, isHonest } from '../rehearsal.js'
import { allTiers, makeTier, tierInput } from '../setup.js'
import type { WireFault } from '../types.js'

/** Faults that hit one request, so that a repetition gets through. */
const passing: readonly { id: string; title: string; fault: WireFault }[] = [
  { id: 'lost-reply', title: 'whose reply is lost', fault: { kind: 'lost_reply' } },
  { id: 'truncated', title: 'whose reply is cut short', fault: { kind: 'truncate' } },
  { id: 'reset', title: 'whose connection is reset', fault: { kind: 'reset' } },
  {
    id: 'gateway-page',
    title: "that gets a gateway's page instead of a reply",
    fault: { kind: 'html' },
  },
  { id: 'broken-json', title: 'that gets broken JSON', fault: { kind: 'malformed' } },
  { id: 'unavailable', title: 'that gets a 503 first', fault: { kind: 'status', status: 503 } },
  { id: 'bad-gateway', title: 'that gets a 502 first', fault: { kind: 'status', status: 502 } },
  { id: 'all-replies-lost', title: 'of which every reply is lost', fault: { kind: 'lost_reply', times: 99 } },
]

/** Law 4, for every write and every way in which a reply can go missing. */
const honest = cases(
  'exactly once under faults',
  passing.flatMap(({ id, title, fault }) =>
    writeProbes.map((probe) => ({
      id: `L4.${id}.${probe.operation}` as const,
      title: `${probe.operation} ${title} happens at most once, and its ending is true`,
      requires: [probe.operation, ...probe.requires],
      needs: ['wire' as const, ...probe.needs],
      run: async (t: Parameters<typeof hasty>[0]) =>
        atEachRequest(t, probe, fault, { retries: 2 }, isHonest, hasty(t)),
    })),
  ),
)

const retried = cases(
  'exactly once under faults',
  writeProbes.map((probe) => ({
    id: `L4.rate-limited-once.${probe.operation}`,
    title: `${probe.operation} that is rate limited once is repeated and happens once`,
    requires: [probe.operation, ...probe.requires],
    needs: ['wire', ...probe.needs],
    run: (t) =>
      atEachRequest(
        t,
        probe,
        { kind: 'status', status: 429, headers: { 'retry-after': '0' } },
        { retries: 2 },
        (ended, what) => {
          if (!ended.outcome.ok) fail(`${what}: expected it to succeed, got ${ended.outcome.error.code}`)
          isHonest(ended, what)
        },
        hasty(t),
      ),
  })),
)

/** Law 4: where a provider promises that a repetition is no second write, one is worth making. */
const recovered = cases(
  'exactly once under faults',
  writeProbes
    .filter(({ operation }) => operation === 'tiers.create' || operation === 'members.record')
    .flatMap((probe) =>
      passing.slice(0, 3).map(({ id, title, fault }) => ({
        id: `L4.${id}-once-is-made-up-for.${probe.operation}` as const,
        title: `where a repetition is no second write, ${probe.operation} ${title} once succeeds all the same`,
        requires: ['guarantee.exactlyOnce', probe.operation, ...probe.requires] as const,
        needs: ['wire' as const, ...probe.needs],
        run: async (t: Parameters<typeof hasty>[0]) =>
          atEachRequest(
            t,
            probe,
            fault,
            { retries: 2 },
            (ended, what) => {
              if (!ended.outcome.ok) fail(`${what}: expected it to succeed, got ${ended.outcome.error.code}`)
              isHonest(ended, what)
            },
            hasty(t),
          ),
      })),
    ),
)

const create = cases('exactly once under faults', [
  {
    id: 'L4.created-is-the-one-listed',
    title: 'a create that succeeds although replies were lost gives the tier that is listed',
    requires: ['tiers.create', 'tiers.list'],
    needs: ['wire'],
    run: async (t) => {
      for (const times of [1, 99]) {
        await t.subject.reset()
        await t.wire.setFaults([{ kind: 'lost_reply', times }])
        const created = await settle(() => invoke(hasty(t), 'tiers.create', [tierInput(t, 1)]), 'create')
        await t.wire.setFaults([])
        const listed = await allTiers(t)
        ok(listed.length <= 1, `expected one tier at most, got ${listed.length}`)
        if (created.ok) equal(created.value, listed[0], `the tier created with ${times} lost replies`)
      }
    },
  },
  {
    id: 'L4.own-update-is-no-conflict',
    title: 'an update with a revision whose reply was lost does not end as a conflict with itself',
    requires: ['guarantee.revisions', 'tiers.create', 'tiers.update', 'tiers.get'],
    needs: ['wire'],
    run: async (t) => {
      const { id, revision = '' } = await makeTier(t, 1)
      await t.wire.setFaults([{ kind: 'lost_reply', after: 0 }])
      const code = await t.client.tiers
        .update(id, { name: 'Renamed' }, { ifRevision: revision, retries: 2 })
        .then(
          () => 'success',
          (error: unknown) => String(Reflect.get(Object(error), 'code')),
        )
      await t.wire.setFaults([])
      const { name } = await t.client.tiers.get(id)
      if (name === 'Renamed' && code !== 'success' && code !== 'outcome_unknown')
        fail(`the update happened, but the call ended as ${code}`)
    },
  },
  {
    id: 'L4.one-key-on-all-attempts',
    title: 'an idempotency key that is sent is the same on every attempt',
    requires: ['tiers.create', 'tiers.list'],
    needs: ['wire'],
    run: async (t) => {
      const requests = await countRequests(t, createProbe)
      await t.subject.reset()
      const { args } = await createProbe.ready(t)
      const idempotencyKey = 'contract-key-0123456789'
      const limited = { kind: 'status', status: 429, headers: { 'retry-after': '0' } } as const
      await t.wire.setFaults([{ ...limited, after: requests - 1, times: 2 }])
      await invoke(hasty(t), 'tiers.create', args, { idempotencyKey, retries: 2 })
      const attempts = (await t.wire.requests())
        .slice(-3)
        .map(({ headers, body }) => JSON.stringify([headers, body]).split(idempotencyKey).length - 1)
      const [first] = attempts
      equal(attempts, [first, first, first], 'how often each attempt carries the key')
    },
  },
])

export const faultOnceCases = [...honest, ...retried, ...recovered, ...create]
