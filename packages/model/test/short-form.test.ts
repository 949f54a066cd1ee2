import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AmountInput, type Metric, thresholdOf } from '../src/index.js'
import { parseLadder, parseTier, parseTierPatch } from '../src/schemas/index.js'

const metric = fc.constantFrom<Metric>('points.balance', 'points.earned', 'spend', 'visits', 'counter:nights')
const threshold = fc.oneof<fc.Arbitrary<AmountInput>[]>(
  fc.nat(),
  fc.bigInt({ min: 0n, max: 10n ** 60n }).map(String),
)
const labels = fc.array(
  fc.string({ minLength: 1, maxLength: 20 }).filter((text) => /\S/.test(text) && text.isWellFormed()),
)

describe('the short form', () => {
  it('is the full form with >= on the default metric and labelled benefits', () => {
    fc.assert(
      fc.property(metric, threshold, labels, (defaultMetric, value, benefits) => {
        const short = { name: 'Gold', threshold: value, benefits }
        const full = {
          name: 'Gold',
          rule: { metric: defaultMetric, op: '>=', value },
          benefits: benefits.map((label) => ({ label })),
        }
        const options = { defaultMetric }
        expect(parseTier(short, options)).toEqual(parseTier(full, options))
        expect(parseTierPatch(short, options)).toEqual(parseTierPatch(full, options))
        expect(parseLadder({ tiers: [short] }, options)).toEqual(parseLadder({ tiers: [full] }, options))
      }),
    )
  })

  it('stays what it is when it is parsed again', () => {
    fc.assert(
      fc.property(metric, threshold, labels, (defaultMetric, value, benefits) => {
        const once = parseTier({ name: 'Gold', threshold: value, benefits }, { defaultMetric })
        expect(parseTier(once, { defaultMetric })).toEqual(once)
      }),
    )
  })

  it.each<[Metric, AmountInput, boolean]>([
    ['points.balance', 0.5, false],
    ['points.earned', 0.5, false],
    ['visits', 0.5, false],
    ['spend', 0.5, true],
    ['counter:nights', 0.5, true],
    ['points.balance', -1, false],
    ['visits', -1, false],
    ['spend', -1, false],
    ['counter:debt', -1, true],
  ])('on %s with %s is allowed: %s', (defaultMetric, value, allowed) => {
    const short = (): unknown => parseTier({ name: 'x', threshold: value }, { defaultMetric })
    const full = (): unknown =>
      parseTier({ name: 'x', rule: { metric: defaultMetric, op: '>=', value } }, { defaultMetric })
    for (const parse of [short, full]) {
      if (allowed) expect(parse).not.toThrow()
      else expect(parse).toThrow()
    }
  })

  it('leaves a tier without threshold and rule to be assigned by hand', () => {
    expect(parseTier({ name: 'Friends' }, { defaultMetric: 'spend' })).toEqual({ name: 'Friends' })
  })
})

describe('thresholdOf', () => {
  it.each([
    [{ metric: 'spend', op: '>=', value: '5' }, undefined, '5'],
    [{ metric: 'spend', op: '>=', value: '5' }, 'spend', '5'],
    [{ metric: 'spend', op: '>=', value: '5' }, 'visits', undefined],
    [{ metric: 'spend', op: '>', value: '5' }, undefined, undefined],
    [{ all: [{ metric: 'spend', op: '>=', value: '5' }] }, undefined, undefined],
    [undefined, undefined, undefined],
  ] as const)('of %o on %s is %s', (rule, metric, amount) => {
    const mutable = rule === undefined ? undefined : structuredClone(rule)
    expect(thresholdOf(mutable as Parameters<typeof thresholdOf>[0], metric)).toBe(amount)
  })
})
