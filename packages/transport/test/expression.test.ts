import type { Criterion, Metric, Rule } from '@rungs/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { criteriaOf, expressionOf, parseExpression, ruleOfExpression } from '../src/index.js'

const of = (metric: Metric): Criterion => ({ metric, op: '>=', value: '5' })
const [spend, visits, earned] = [of('spend'), of('visits'), of('points.earned')]
const criteria = [spend, visits, earned]
const numberOf = ({ metric }: Criterion): number => criteria.findIndex((one) => one.metric === metric) + 1

describe('an expression over numbered conditions', () => {
  it.each<[Rule, string, boolean]>([
    [spend, '1', true],
    [{ all: [visits, spend] }, '2 AND 1', true],
    [{ any: [{ all: [spend, visits] }, earned] }, '(1 AND 2) OR 3', true],
    [{ atLeast: 2, of: criteria }, 'ANY2', true],
    [{ all: [{ any: [spend, visits] }, earned] }, '(1 AND 3) OR (2 AND 3)', false],
  ])('of %j is %s', (rule, text, exact) => {
    expect(expressionOf(rule, numberOf, 3)).toEqual({ text, exact })
    const back = ruleOfExpression(text, criteria)
    if (exact) expect(back).toEqual(rule)
    else expect(back).not.toEqual(rule)
  })

  it('begins with its criteria, from left to right', () => {
    expect(criteriaOf({ any: [{ all: [visits, spend] }, { atLeast: 1, of: [earned] }] })).toEqual([
      visits,
      spend,
      earned,
    ])
  })

  it.each([
    ['ALL', [[1, 2, 3]]],
    ['1 AND 2', [[1, 2]]],
    ['(1 AND 2) OR 3', [[1, 2], [3]]],
    ['( 3 ) or ( 1 and 2 )', [[3], [1, 2]]],
    ['[[1,2],[3]]', [[1, 2], [3]]],
    ['ANY3', [[1, 2, 3]]],
  ])('%s is read as %j', (text, terms) => {
    expect(parseExpression(text, 3)?.terms).toEqual(terms)
  })

  it.each([
    '',
    'ANY0',
    'ANY4',
    '1 AND',
    '4',
    '0',
    '1 OR OR 2',
    '((1 AND 2) OR 3)',
    '[1,2]',
    '[["1"]]',
    '[[]]',
    '[',
    'A',
  ])('%j is not clear', (text) => expect(parseExpression(text, 3)).toBeUndefined())

  it('of lists and of texts is the same rule, whatever the terms', () => {
    const terms = fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1 }), { minLength: 1 })
    fc.assert(
      fc.property(terms, (lists) => {
        const text = lists.map((list) => `(${list.join(' AND ')})`).join(' OR ')
        expect(ruleOfExpression(text, criteria)).toEqual(ruleOfExpression(JSON.stringify(lists), criteria))
        expect(ruleOfExpression(text, criteria)).toBeDefined()
      }),
    )
  })
})
