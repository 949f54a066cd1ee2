import type { ActivityDraft, LadderPatch, Standing } from '@rungs/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backend } from './support.js'

type Subject = ReturnType<typeof backend>
type Step = (subject: Subject) => Promise<unknown>

const memberId = 'ada'
const points = fc.integer({ min: 1, max: 40 }).map((n) => `${n * 100}`)
const tierAt = fc.nat(3)

const does =
  (activity: ActivityDraft): Step =>
  ({ run }) =>
    run('members.record', { memberId, activity })
const edits =
  (patch: LadderPatch): Step =>
  ({ run }) =>
    run('ladder.update', { patch })
const tierIn = async ({ run }: Subject, index: number): Promise<string> => {
  const { items } = await run('tiers.list', {})
  return items[index % Math.max(1, items.length)]?.id ?? 'none'
}

const downgrade = fc.constantFrom<LadderPatch['lifecycle']>(
  { review: 'continuous', downgrade: { policy: 'requalify' } },
  { review: 'never', downgrade: { policy: 'requalify' } },
  { review: 'period_end', downgrade: { policy: 'one_step', graceDays: 20 } },
  { review: 'inactivity', inactivity: 'P90D', downgrade: { policy: 'to_base' } },
)
const window = fc.constantFrom<LadderPatch['window']>(
  { kind: 'lifetime' },
  { kind: 'rolling', months: 6 },
  { kind: 'calendar_year' },
)

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: points.map((n) => does({ type: 'earn', points: n })) },
  { weight: 2, arbitrary: points.map((n) => does({ type: 'redeem', points: n })) },
  { weight: 1, arbitrary: fc.constant(does({ type: 'touch' })) },
  {
    weight: 2,
    arbitrary: tierAt.map(
      (index): Step =>
        async (subject) => {
          await subject.run('members.assign', { memberId, tier: await tierIn(subject, index) })
        },
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(tierAt, points).map(
      ([index, value]): Step =>
        async (subject) => {
          const rule = { metric: 'points.earned', op: '>=', value } as const
          await subject.run('tiers.update', { id: await tierIn(subject, index), patch: { rule } })
        },
    ),
  },
  {
    weight: 1,
    arbitrary: tierAt.map(
      (index): Step =>
        async (subject) => {
          await subject.run('tiers.delete', { id: await tierIn(subject, index) })
        },
    ),
  },
  { weight: 1, arbitrary: downgrade.map((lifecycle = never) => edits({ lifecycle })) },
  { weight: 1, arbitrary: window.map((period = { kind: 'lifetime' }) => edits({ window: period })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('paused' as const, 'active' as const).map((status) => edits({ status })),
  },
)

const never = { review: 'never', downgrade: { policy: 'requalify' } } as const

const pause = fc.constantFrom('PT1S', 'P1D', 'P29D', 'P1M', 'P7M')

/** What an app saw of a member, at each instant at which it looked. */
async function lived(steps: readonly (readonly [Step, string])[]): Promise<[Subject, Standing[]]> {
  const rule = (value: number) => ({ metric: 'points.earned', op: '>=', value }) as const
  const subject = backend({
    ladder: {
      tiers: [
        { name: 'Bronze', rule: rule(0) },
        { name: 'Silver', rule: rule(1000) },
        { name: 'Gold', rule: rule(3000) },
      ],
    },
  })
  const { run, control } = subject
  control.clock.set('2026-01-31T12:00:00Z')
  await run('members.enroll', { memberId })
  await run('members.record', { memberId, activity: { type: 'touch' } })
  const seen: Standing[] = []
  for (const [next, wait] of steps) {
    control.clock.advance(wait)
    seen.push(await run('members.standing', { memberId }))
    control.clock.advance('PT1S')
    // Some of what apps ask for is refused: a tier that is gone, points that are not there, a taken threshold.
    await next(subject).catch(() => undefined)
    seen.push(await run('members.standing', { memberId }))
    control.clock.advance('PT1S')
  }
  return [subject, seen]
}

describe('the past', () => {
  const lives = fc.array(fc.tuple(step, pause), { minLength: 1, maxLength: 14 })

  it('is explained later as it was seen at the time, whatever was edited since', async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (steps) => {
        const [{ run }, seen] = await lived(steps)
        for (const { asOf, tier, since, metrics } of seen) {
          const then = await run('members.explain', { memberId, at: asOf })
          expect([asOf, then.tier?.id, then.since]).toEqual([asOf, tier?.id, since])
          expect(then.metrics).toMatchObject(metrics)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('is a chain of moves that ends at the standing, in pages of any size', async () => {
    await fc.assert(
      fc.asyncProperty(lives, fc.integer({ min: 1, max: 5 }), async (steps, limit) => {
        const [{ run }, seen] = await lived(steps)
        const { items } = await run('members.history', { memberId, limit: 100 })
        for (const [index, { from }] of items.slice(1).entries()) expect(from?.id).toBe(items[index]?.to?.id)
        const standing = await run('members.standing', { memberId })
        expect(items.at(-1)?.to?.id ?? standing.tier?.id).toBe(standing.tier?.id)
        for (const { asOf, tier } of seen) {
          const before = items.filter(({ at }) => Date.parse(at) <= Date.parse(asOf)).at(-1)
          if (before !== undefined) expect([asOf, before.to?.id]).toEqual([asOf, tier?.id])
        }
        const paged = []
        let cursor: string | undefined
        do {
          const page = await run('members.history', { memberId, limit, ...(cursor && { cursor }) })
          paged.push(...page.items)
          cursor = page.nextCursor
        } while (cursor !== undefined)
        expect(paged).toEqual(items)
      }),
      { numRuns: 200 },
    )
  })
})
