import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Criterion, formulaOf, type Rule } from '../src/index.js'

const criterion = (number: number): Criterion => ({ metric: `counter:${number}`, op: '>=', value: '1' })
const numberOf = ({ metric }: Criterion): number => Number(metric.slice('counter:'.length))
const count = 4

const { rule: anyRule } = fc.letrec<{ rule: Rule }>((tie) => {
  const inner = fc.array(tie('rule'), { minLength: 1, maxLength: 3 })
  return {
    rule: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.integer({ min: 1, max: count }).map(criterion),
      inner.map((all) => ({ all })),
      inner.map((any) => ({ any })),
      inner.chain((of) => fc.integer({ min: 1, max: of.length }).map((atLeast) => ({ atLeast, of }))),
    ),
  }
})

/** Whether a rule holds where just these numbers do. */
function holds(rule: Rule, met: ReadonlySet<number>): boolean {
  if ('metric' in rule) return met.has(numberOf(rule))
  if ('all' in rule) return rule.all.every((part) => holds(part, met))
  if ('any' in rule) return rule.any.some((part) => holds(part, met))
  return rule.of.filter((part) => holds(part, met)).length >= rule.atLeast
}

describe('the normal form of a rule', () => {
  it('means the same as the rule, for any conditions that are met', () => {
    fc.assert(
      fc.property(anyRule, fc.uniqueArray(fc.integer({ min: 1, max: count })), (rule, numbers) => {
        const met = new Set(numbers)
        const { terms, atLeast } = formulaOf(rule, numberOf, count)
        const any = terms.some((term) => term.every((number) => met.has(number)))
        expect(atLeast === undefined ? any : met.size >= atLeast).toBe(holds(rule, met))
      }),
      { numRuns: 1000 },
    )
  })

  it('is exact where the rule is written as one, and has no superfluous terms where it is not', () => {
    const [one, two, three] = [1, 2, 3].map(criterion) as [Criterion, Criterion, Criterion]
    expect(formulaOf({ any: [{ all: [one, two] }, three] }, numberOf, 3)).toEqual({
      ...{ terms: [[1, 2], [3]], exact: true },
    })
    expect(formulaOf({ atLeast: 2, of: [one, two, three] }, numberOf, 3)).toMatchObject({ atLeast: 2 })
    expect(formulaOf({ any: [one, { all: [{ any: [one, two] }, three] }] }, numberOf, 3)).toEqual({
      ...{ terms: [[1], [2, 3]], exact: false },
    })
  })
})
