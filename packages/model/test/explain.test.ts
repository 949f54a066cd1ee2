import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addAmounts,
  compareAmounts,
  explainStanding,
  type Metric,
  nextTierOf,
  type Rule,
  type RuleReason,
  type Standing,
  type Tier,
} from '../src/index.js'
import { explanationSchema } from '../src/schemas/index.js'

const tier = (id: string, rank: number, rule?: Rule, over: Partial<Tier> = {}): Tier => ({
  id,
  name: id.toUpperCase(),
  rank,
  benefits: [],
  status: 'active',
  ...(rule === undefined ? {} : { rule }),
  ...over,
})
const from = (value: string, metric: Metric = 'points.balance'): Rule => ({ metric, op: '>=', value })
const refOf = ({ id, name, rank }: Tier) => ({ id, name, rank })

const bronze = tier('bronze', 1, from('0'))
const silver = tier('silver', 2, from('1000'))
const gold = tier('gold', 3, from('5000'))
const ladder = [gold, bronze, silver]

const standing = (held: Tier | null, balance: string, over: Partial<Standing> = {}): Standing => ({
  memberId: 'ada',
  tier: held === null ? null : refOf(held),
  metrics: { 'points.balance': balance },
  asOf: '2026-03-01T00:00:00Z',
  ...over,
})

describe('explainStanding', () => {
  it('tells what became of every tier, ascending, with exact amounts', () => {
    expect(explainStanding(ladder, standing(silver, '1250'))).toEqual({
      ...standing(silver, '1250'),
      reason: 'met',
      next: { tier: refOf(gold), remaining: '3750' },
      tiers: [
        {
          tier: refOf(bronze),
          held: false,
          qualifies: true,
          rule: { metric: 'points.balance', op: '>=', value: '0', actual: '1250', met: true },
        },
        {
          tier: refOf(silver),
          held: true,
          qualifies: true,
          rule: { metric: 'points.balance', op: '>=', value: '1000', actual: '1250', met: true },
        },
        {
          tier: refOf(gold),
          held: false,
          qualifies: false,
          rule: {
            metric: 'points.balance',
            op: '>=',
            value: '5000',
            actual: '1250',
            met: false,
            missing: '3750',
          },
        },
      ],
    })
  })

  it.each<[string, readonly Tier[], Standing, string | undefined]>([
    ['held and met', ladder, standing(silver, '1000'), 'met'],
    ['nothing is met', [silver, gold], standing(null, '999'), 'none'],
    ['there are no tiers', [], standing(null, '999'), 'none'],
    ['held and not met: given by hand, or not judged again yet', ladder, standing(gold, '1'), undefined],
    ['none held, though one is met', ladder, standing(null, '1'), undefined],
    ['the held tier has no rule', [tier('vip', 9)], standing(tier('vip', 9), '1'), 'manual'],
    ['the held tier is in no list', ladder, standing(tier('gone', 7), '1'), undefined],
    ['the metric is not told', [tier('x', 1, from('1', 'spend'))], standing(null, '1'), undefined],
  ])('%s', (_what, tiers, given, reason) => {
    expect(explainStanding(tiers, given).reason).toBe(reason)
  })

  it('keeps what the provider says of the next tier', () => {
    const next = { tier: refOf(gold), remaining: '1' }
    expect(explainStanding(ladder, standing(silver, '1250', { next })).next).toEqual(next)
    expect(explainStanding(ladder, standing(silver, '1250', { next: null })).next).toBeNull()
  })

  it('leaves open what a metric would decide that is not told, and no more than that', () => {
    const balance = from('1')
    const spend = from('1', 'spend')
    const outcomes = (rule: Rule, points: string) =>
      explainStanding([tier('x', 1, rule)], standing(null, points)).tiers.map(({ qualifies }) => qualifies)
    expect(outcomes({ all: [balance, spend] }, '1')).toEqual([undefined])
    expect(outcomes({ all: [balance, spend] }, '0')).toEqual([false])
    expect(outcomes({ any: [balance, spend] }, '1')).toEqual([true])
    expect(outcomes({ any: [balance, spend] }, '0')).toEqual([undefined])
    expect(outcomes({ atLeast: 2, of: [balance, spend, spend] }, '0')).toEqual([undefined])
    expect(outcomes({ atLeast: 3, of: [balance, spend, spend] }, '0')).toEqual([false])
  })

  it('leaves out tiers that do not count', () => {
    const draft = tier('draft', 4, from('9000'), { status: 'draft' })
    const { tiers, next } = explainStanding([...ladder, draft], standing(gold, '6000'))
    expect(tiers).toHaveLength(3)
    expect(next).toBeNull()
  })

  it('of any rules and metrics is what the model says, shares nothing, and its outcomes agree with the amounts', () => {
    const metric = fc.constantFrom<Metric>('points.balance', 'spend', 'counter:nights')
    const value = fc.oneof(
      fc.bigInt({ min: 0n, max: 10n ** 20n }).map(String),
      fc.constantFrom('0.1', '0.3', '2.5'),
    )
    const op = fc.constantFrom('>=', '>', '==', '<=', '<')
    const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
      rule: fc.oneof(
        { maxDepth: 3 },
        fc.record({ metric, op, value }) as fc.Arbitrary<Rule>,
        fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
        fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
        fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((of) => ({ atLeast: 1, of })),
      ),
    }))
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 4 }), fc.dictionary(metric, value), (rules, metrics) => {
        const tiers = rules.map((each, index) => tier(`t${index}`, index + 1, each))
        const given = standing(null, '0', { metrics })
        const before = structuredClone(given)
        const explanation = explainStanding(tiers, given)
        expect(explanationSchema.safeParse(explanation).error?.issues).toBeUndefined()
        for (const { rule: reason } of explanation.tiers) if (reason !== undefined) checkAmounts(reason)
        explanation.metrics.visits = 'spoilt'
        expect(given).toEqual(before)
      }),
    )
  })
})

function checkAmounts(reason: RuleReason): void {
  if (!('metric' in reason)) {
    const inner = 'all' in reason ? reason.all : 'any' in reason ? reason.any : reason.of
    for (const each of inner) checkAmounts(each)
    return
  }
  const { actual, missing, met, op, value } = reason
  expect(met === undefined).toBe(actual === undefined)
  if (actual === undefined) return
  expect(missing !== undefined).toBe(op === '>=' && compareAmounts(actual, value) < 0)
  if (missing !== undefined) expect(compareAmounts(addAmounts(actual, missing), value)).toBe(0)
}

describe('nextTierOf', () => {
  it('is the lowest above the held one that has a rule, with what is missing', () => {
    const byHand = tier('byhand', 4)
    const top = tier('top', 5, { all: [from('9000'), from('100', 'spend'), from('50', 'spend')] })
    const metrics = { 'points.balance': '9007199254740993', spend: '0.1' }
    expect(nextTierOf([...ladder, byHand, top], { tier: refOf(gold), metrics })).toEqual({
      tier: refOf(top),
      remaining: { spend: '99.9' },
    })
    expect(nextTierOf(ladder, { tier: null, metrics })).toEqual({ tier: refOf(bronze), remaining: '0' })
    expect(nextTierOf(ladder, { tier: refOf(gold), metrics })).toBeNull()
  })

  it('does not make up what is missing', () => {
    const open = { tier: null, metrics: {} }
    expect(nextTierOf([silver], open)).toEqual({ tier: refOf(silver) })
    const either = tier('either', 1, { any: [from('1'), from('2', 'spend')] })
    expect(nextTierOf([either], open)).toEqual({ tier: refOf(either) })
    const strict = tier('strict', 1, { metric: 'points.balance', op: '>', value: '1' })
    expect(nextTierOf([strict], open)).toEqual({ tier: refOf(strict) })
  })

  it('is not known where the place of the held tier is not', () => {
    expect(nextTierOf(ladder, { tier: { id: 'gone', name: 'gone', rank: 0 }, metrics: {} })).toBeUndefined()
  })
})
