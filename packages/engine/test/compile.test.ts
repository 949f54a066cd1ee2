import { type AmountInput, isRungsError, type Metric } from '@rungs/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compileLadder,
  explain,
  impact,
  type LadderLike,
  type MetricValues,
  standingAt,
} from '../src/index.js'
import { earn, ladderOf, tier } from './build.js'
import { naiveTier } from './naive.js'

const now = '2026-02-01T00:00:00Z'
const jan = '2026-01-01T00:00:00Z'

const five: LadderLike = {
  tiers: [1, 2, 3, 4, 5].map((rank) => ({
    id: `t${rank}`,
    rank,
    rule: {
      all: [
        { metric: 'points.earned', op: '>=', value: rank * 1000 },
        { metric: 'spend', op: '>=', value: `${rank}.5` },
        { metric: 'counter:nights', op: '>=', value: rank },
      ],
    },
  })),
}

/** Amounts near the thresholds, as numbers and as text, with what doubles get wrong among them. */
const value: fc.Arbitrary<AmountInput> = fc.oneof(
  fc.integer({ min: -1, max: 6 }),
  fc.constantFrom(999, 1000, 1001, 4999, 5000, 0.1 + 0.2, 4.4, 4.5, 4.6, 5.499999999999999),
  fc.constantFrom('0.3', '4.50', '4.4999999999999999999999', '9007199254740993', '5000.000000000000000001'),
)
const metrics: Metric[] = ['points.balance', 'points.earned', 'spend', 'visits', 'counter:nights']

/** Activity that comes to these metrics. */
function activityOf(values: MetricValues) {
  const { 'points.earned': earned = 0, spend = 0, 'counter:nights': nights = 0 } = values
  return [
    { at: jan, type: 'adjust' as const, points: earned },
    { at: jan, type: 'purchase' as const, spend },
    { at: jan, type: 'counter' as const, counter: 'nights', set: nights },
  ]
}

describe('evaluate', () => {
  const ladders: [string, LadderLike][] = [
    ['three metrics, all', five],
    ['one metric', ladderOf()],
    ['a fraction', { tiers: [tier('a', 1, '0.3', 'spend'), tier('b', 2, '4.5', 'spend')] }],
    [
      'past 2^53',
      { tiers: [tier('a', 1, '9007199254740992', 'spend'), tier('b', 2, '9007199254740993', 'spend')] },
    ],
    ['more digits than a double', { tiers: [tier('a', 1, '4.4999999999999999999999', 'spend')] }],
    [
      'two metrics',
      { tiers: [tier('a', 1, 5, 'spend'), tier('b', 2, 3, 'counter:nights'), { id: 'c', rank: 3 }] },
    ],
    [
      'any, and other operators',
      {
        tiers: [
          {
            id: 'a',
            rank: 1,
            rule: {
              any: [
                { metric: 'spend', op: '<', value: 2 },
                { metric: 'counter:nights', op: '==', value: 3 },
              ],
            },
          },
          {
            id: 'b',
            rank: 2,
            rule: { atLeast: 1, of: [{ metric: 'points.earned', op: '>', value: '4.5' }] },
          },
        ],
      },
    ],
  ]

  it.each(ladders)('%s: says what the naive evaluator says', (_name, ladder) => {
    const compiled = compileLadder(ladder)
    const values = fc.dictionary(fc.constantFrom(...metrics), value, { maxKeys: 5, noNullPrototype: true })
    fc.assert(
      fc.property(values, (given: MetricValues) => {
        fc.pre(!String(given.spend ?? 0).startsWith('-'))
        expect(compiled.evaluate(given)?.id ?? null).toBe(
          naiveTier(ladder, activityOf(given), Date.parse(now)),
        )
        expect(compiled.reasons(given).tier).toEqual(compiled.evaluate(given))
      }),
      { numRuns: 2000 },
    )
  })

  it('compares text of any length with any threshold as decimals', () => {
    const digits = fc.stringMatching(/^-?[0-9]{1,18}$/)
    const near = digits.chain((text) =>
      fc
        .tuple(fc.constant(text), fc.nat({ max: text.length }), fc.integer({ min: -2, max: 2 }))
        .map(([whole, at, step]) => {
          const point = (units: bigint) => {
            const padded = String(units < 0n ? -units : units).padStart(at + 1, '0')
            const cut = padded.length - at
            return `${units < 0n ? '-' : ''}${padded.slice(0, cut)}${at === 0 ? '' : `.${padded.slice(cut)}`}`
          }
          return [point(BigInt(whole)), point(BigInt(whole) + BigInt(step)), step] as const
        }),
    )
    fc.assert(
      fc.property(near, ([threshold, spend, step]) => {
        const ladder = { tiers: [tier('gold', 1, threshold, 'spend')] }
        expect(compileLadder(ladder).evaluate({ spend })?.id ?? null).toBe(step < 0 ? null : 'gold')
      }),
      { numRuns: 5000 },
    )
  })

  it.each([null, {}, [], true, '', '1e3', ' 1'])('refuses %j for an amount', (given) => {
    const run = () => compileLadder(five).evaluate({ spend: given } as MetricValues)
    expect(run).toThrow(expect.toSatisfy((error) => isRungsError(error, 'invalid_input')))
  })

  it('puts everybody on the base tier while the ladder does not count', () => {
    expect(compileLadder({ ...five, status: 'paused' }).evaluate({ 'points.earned': 9000 })).toBeNull()
  })

  it('keeps what was compiled, whatever becomes of the object', () => {
    const ladder = structuredClone(ladderOf()) as { tiers: { rank: number }[] } & LadderLike
    const compiled = compileLadder(ladder)
    ladder.tiers.length = 0
    expect(compiled.evaluate({ 'points.earned': 5000 })?.id).toBe('gold')
  })
})

describe('reasons', () => {
  it('names each criterion of the held tier and of the next with its value and what is missing', () => {
    const criterion = (metric: Metric, value: string, actual: string, missing?: string) =>
      missing === undefined
        ? { metric, op: '>=', value, actual, met: true }
        : { metric, op: '>=', value, actual, met: false, missing }
    const given = { 'points.earned': 2500, spend: 2.75, 'counter:nights': '2' }
    expect(compileLadder(five).reasons(given)).toEqual({
      tier: { id: 't2', name: 't2', rank: 2 },
      rule: {
        met: true,
        all: [
          criterion('points.earned', '2000', '2500'),
          criterion('spend', '2.5', '2.75'),
          criterion('counter:nights', '2', '2'),
        ],
      },
      next: {
        tier: { id: 't3', name: 't3', rank: 3 },
        rule: {
          met: false,
          all: [
            criterion('points.earned', '3000', '2500', '500'),
            criterion('spend', '3.5', '2.75', '0.75'),
            criterion('counter:nights', '3', '2', '1'),
          ],
        },
      },
    })
  })

  it('says the same of numbers as of text', () => {
    const compiled = compileLadder(ladderOf())
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), (points) => {
        expect(compiled.reasons({ 'points.earned': points })).toEqual(
          compiled.reasons({ 'points.earned': String(points) }),
        )
      }),
    )
  })
})

describe('explain', () => {
  it('is the standing, with what became of every rule', () => {
    const activity = [earn(jan, 1200)]
    const explanation = explain({ ladder: ladderOf(), activity, at: now })
    const { tiers, ...standing } = explanation
    expect(standing).toEqual(standingAt({ ladder: ladderOf(), activity, at: now }))
    expect(tiers).toEqual([
      {
        tier: { id: 'silver', name: 'silver', rank: 1 },
        held: true,
        qualifies: true,
        rule: { metric: 'points.earned', op: '>=', value: '1000', actual: '1200', met: true },
      },
      {
        tier: { id: 'gold', name: 'gold', rank: 2 },
        held: false,
        qualifies: false,
        rule: {
          metric: 'points.earned',
          op: '>=',
          value: '5000',
          actual: '1200',
          met: false,
          missing: '3800',
        },
      },
    ])
  })

  it('tells the outcome at every node of a tree, and that a tier without a rule never qualifies', () => {
    const ladder: LadderLike = {
      tiers: [
        { id: 'invited', rank: 1 },
        {
          id: 'gold',
          rank: 2,
          rule: {
            atLeast: 1,
            of: [
              { metric: 'visits', op: '>', value: 3 },
              {
                any: [
                  { metric: 'spend', op: '>=', value: 1 },
                  { metric: 'spend', op: '<=', value: 0 },
                ],
              },
            ],
          },
        },
      ],
    }
    expect(explain({ ladder, activity: [], at: now }).tiers).toMatchObject([
      { tier: { id: 'invited' }, held: false, qualifies: false },
      {
        qualifies: true,
        rule: {
          atLeast: 1,
          met: true,
          of: [
            { actual: '0', met: false },
            { met: true, any: [{ met: false, missing: '1' }, { met: true }] },
          ],
        },
      },
    ])
  })
})

describe('impact', () => {
  const before = ladderOf()
  const after = ladderOf({
    tiers: [
      tier('silver', 1, 1000, 'points.earned'),
      tier('gold', 2, 7500, 'points.earned'),
      tier('black', 3, 20_000, 'points.earned'),
    ],
  })
  const member = (id: string, points: number) => ({ id, metrics: { 'points.earned': points } })
  const members = [
    member('a', 500),
    member('b', 1000),
    member('c', 5000),
    member('d', 7500),
    member('e', 30_000),
    member('f', 6000),
  ]

  it('says who moves from where to where, counts and list', () => {
    const result = impact({ before, after, members, at: now })
    expect(result).toMatchObject({ members: 6, raised: 1, lowered: 2, unchanged: 3 })
    expect(result.moves.map(({ id, from, to, direction }) => [id, from?.id, to?.id, direction])).toEqual([
      ['c', 'gold', 'silver', 'lowered'],
      ['e', 'gold', 'black', 'raised'],
      ['f', 'gold', 'silver', 'lowered'],
    ])
    expect(result.counts.map(({ from, to, members }) => [from?.id, to?.id, members])).toEqual([
      ['gold', 'silver', 2],
      ['gold', 'black', 1],
    ])
  })

  it('places a member with activity by what they hold', () => {
    const given = { id: 'x', activity: [earn(jan, 10), { at: jan, type: 'set_tier' as const, tier: 'gold' }] }
    const result = impact({ before, after: { ...after, status: 'paused' }, members: [given], at: now })
    expect(result.moves).toMatchObject([{ id: 'x', from: { id: 'gold' }, to: null, direction: 'lowered' }])
  })

  it('reads a stream of members', async () => {
    async function* stream() {
      yield* members
    }
    expect(await impact({ before, after, members: stream(), at: now })).toEqual(
      impact({ before, after, members, at: now }),
    )
  })

  it('knows a tier by its key where ids differ, and a move by the order of the ladder where ranks were renumbered', () => {
    const one: LadderLike = {
      tiers: [
        { ...tier('1', 1, 10), key: 'silver' },
        { ...tier('2', 2, 20), key: 'gold' },
      ],
    }
    const two: LadderLike = {
      tiers: [
        { ...tier('9', 50, 10), key: 'silver' },
        { ...tier('8', 60, 25), key: 'gold' },
      ],
    }
    const result = impact({
      before: one,
      after: two,
      members: [
        { id: 'a', metrics: { 'points.balance': 12 } },
        { id: 'b', metrics: { 'points.balance': 22 } },
      ],
      at: now,
    })
    expect(result).toMatchObject({ unchanged: 1, lowered: 1, moves: [{ id: 'b', direction: 'lowered' }] })
  })

  it('takes one member at a time, and no further than the one that is wrong', () => {
    let taken = 0
    function* counted() {
      for (const one of [members[0], members[1], member('x', Number.NaN), members[2]]) {
        taken += 1
        if (one !== undefined) yield one
      }
    }
    expect(() => impact({ before, after, members: counted(), at: now })).toThrow()
    expect(taken).toBe(3)
  })

  it('places members with activity by histories, validities and readings', () => {
    const valid = (renewal: number): LadderLike => ({
      lifecycle: { review: 'period_end', downgrade: { policy: 'to_base' } },
      tiers: [
        {
          ...tier('gold', 1, 100),
          validity: { anchor: 'registration', renewal: { metric: 'visits', op: '>=', value: renewal } },
        },
      ],
    })
    const one = {
      id: 'x',
      memberSince: '2024-03-15T00:00:00Z',
      activity: [earn('2024-04-01T00:00:00Z', 100), { at: '2024-05-01T00:00:00Z', type: 'visit' as const }],
    }
    const at = '2025-03-15T00:00:00Z'
    const history = { versions: [{ ladder: valid(1) }, { from: '2025-03-01T00:00:00Z', ladder: valid(2) }] }
    const lowered = impact({ before: valid(1), after: history, members: [one], at })
    expect(lowered.moves).toMatchObject([{ id: 'x', from: { id: 'gold' }, to: null, direction: 'lowered' }])
    expect(impact({ before: valid(1), after: valid(1), members: [one], at }).moves).toEqual([])
    const { memberSince: _, ...unknown } = one
    const run = () => impact({ before: valid(1), after: history, members: [unknown], at })
    expect(run).toThrow(expect.toSatisfy((error) => isRungsError(error, 'invalid_input')))
  })

  it('stops at a member whose metrics are none', () => {
    const run = () => impact({ before, after, members: [member('a', Number.NaN)], at: now })
    expect(run).toThrow(expect.toSatisfy((error) => isRungsError(error, 'invalid_input')))
  })
})
