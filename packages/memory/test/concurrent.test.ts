import { type Client, createClient } from '@rungs/client'
import { isRungsError, type TierProvider } from '@rungs/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type MemoryControl, memory } from '../src/index.js'
import { SetClock } from './support.js'

/** One call of an app; ids and revisions are those that a backend with three tiers starts with. */
type Step = { name: string; call: (client: Client<MemoryControl>) => PromiseLike<unknown> }

const tierIds = ['tier_2', 'tier_4', 'tier_6']
const member = fc.constantFrom('ada', 'bob')
const tierId = fc.constantFrom(...tierIds)
const key = fc.constantFrom('k1', 'k2')

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 6 }), key).map(
    ([n, idempotencyKey]): Step => ({
      name: `create ${n} ${idempotencyKey}`,
      call: (client) => client.tiers.create({ name: `Tier ${n}`, threshold: n * 10 }, { idempotencyKey }),
    }),
  ),
  fc.tuple(tierId, fc.integer({ min: 1, max: 9 })).map(
    ([id, n]): Step => ({
      name: `change ${id} ${n}`,
      call: async (client) => {
        const { revision = '' } = await client.tiers.get(id)
        return client.tiers.update(id, { threshold: n * 100 + 1 }, { ifRevision: revision })
      },
    }),
  ),
  tierId.map((id): Step => ({ name: `delete ${id}`, call: (client) => client.tiers.delete(id) })),
  fc.tuple(member, fc.integer({ min: 1, max: 900 }), key).map(
    ([id, points, idempotencyKey]): Step => ({
      name: `earn ${id} ${points} ${idempotencyKey}`,
      call: (client) => client.members.record(id, { type: 'earn', points }, { idempotencyKey }),
    }),
  ),
  fc.tuple(member, fc.integer({ min: 1, max: 900 })).map(
    ([id, points]): Step => ({
      name: `redeem ${id} ${points}`,
      call: (client) => client.members.record(id, { type: 'redeem', points }),
    }),
  ),
  fc.tuple(member, tierId).map(
    ([id, tier]): Step => ({
      name: `assign ${id} ${tier}`,
      call: (client) => client.members.assign(id, { tier }),
    }),
  ),
  fc.constantFrom('continuous' as const, 'never' as const).map(
    (review): Step => ({
      name: `lifecycle ${review}`,
      call: (client) => client.ladder.update({ lifecycle: { review, downgrade: { policy: 'requalify' } } }),
    }),
  ),
  member.map((id): Step => ({ name: `standing ${id}`, call: (client) => client.members.standing(id) })),
)

function start(): TierProvider<MemoryControl> {
  const tiers = ['Bronze', 'Silver', 'Gold'].map((name, index) => ({ name, threshold: (index + 1) * 100 }))
  const members = [{ id: 'ada' }, { id: 'bob' }]
  return memory({ clock: new SetClock(), ladder: { tiers }, seed: { members } })
}

/** What a handler was asked, and what it gave, in the order in which handlers began. */
interface Logged {
  operation: string
  input: unknown
  key: string
  outcome?: string
}

function logged(provider: TierProvider<MemoryControl>, log: Logged[]): TierProvider<MemoryControl> {
  const operations = Object.entries(provider.operations).map(([operation, handler]) => [
    operation,
    async (input: unknown, call: { idempotencyKey: string }) => {
      const entry: Logged = { operation, input, key: call.idempotencyKey }
      log.push(entry)
      try {
        const output: unknown = await Reflect.apply(handler, undefined, [input, call])
        entry.outcome = JSON.stringify(output)
        return output
      } catch (error) {
        entry.outcome = isRungsError(error) ? error.code : 'a defect'
        throw error
      }
    },
  ])
  return { ...provider, operations: Object.fromEntries(operations) }
}

describe('concurrent calls', () => {
  it('come to what the same calls one after the other come to, in one order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(step, fc.nat(12)), { minLength: 2, maxLength: 12 }),
        async (steps) => {
          const log: Logged[] = []
          const together = logged(start(), log)
          const client = createClient(together)
          await Promise.all(
            steps.map(async ([{ call }, turns]) => {
              // So many turns of the queue of promises later, between whatever others wait for.
              for (let turn = 0; turn < turns; turn += 1) await undefined
              await Promise.resolve(call(client)).catch(() => undefined)
            }),
          )

          const again: Logged[] = []
          const alone = logged(start(), again)
          const clock = new SetClock()
          for (const { operation, input, key: idempotencyKey } of log) {
            const handler = alone.operations[operation as 'tiers.get']
            const call = {
              operation,
              idempotencyKey,
              clock,
              settle: () => {},
              exchange: { attempts: 0, sent: false },
            }
            await Reflect.apply(handler ?? (() => undefined), undefined, [input, call]).catch(() => undefined)
          }
          expect(again).toEqual(log)
          expect(log.map(({ outcome }) => outcome)).not.toContain('a defect')
          expect(alone.native?.snapshot()).toEqual(together.native?.snapshot())
        },
      ),
      { numRuns: 300 },
    )
  })

  it('of one revision, one wins', async () => {
    const client = createClient(start())
    const { revision = '' } = await client.tiers.get('tier_2')
    const writers = Array.from({ length: 20 }, (_, n) =>
      client.tiers.update('tier_2', { name: `Writer ${n}` }, { ifRevision: revision }).then(
        () => 'won',
        (error) => (isRungsError(error, 'conflict') ? 'conflict' : String(error)),
      ),
    )
    expect((await Promise.all(writers)).sort()).toEqual([...Array(19).fill('conflict'), 'won'])
  })
})
