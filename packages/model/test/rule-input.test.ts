import { describe, expect, it } from 'vitest'
import { parseTier } from '../src/schemas/index.js'
import { lines, refusalOf } from './refusal.js'

const options = { defaultMetric: 'points.balance' } as const

const refused = (more: object): string[] =>
  lines(refusalOf(() => parseTier({ name: 'Gold', ...more }, options)))
const anAmount =
  'expected a number, or decimal text such as "0.3" (no exponent; whole numbers past 2^53 as text)'
const aMetric = "expected 'points.balance', 'points.earned', 'spend', 'visits' or 'counter:<key>'"
const aRule = 'expected `metric`, `op` and `value`, or `all`, or `any`, or `atLeast` and `of`'
const anOperator = "expected '>=', '>', '==', '<=' or '<'"
const fine = { metric: 'spend', op: '>=', value: 1 }

describe('thresholds and rules', () => {
  it.each<[string, object, string]>([
    ['a negative threshold', { threshold: -1 }, 'threshold: expected 0 or more, got a negative number'],
    ['half a point', { threshold: 0.5 }, 'threshold: expected a whole number, got a fraction'],
    [
      'half a point as text',
      { threshold: '0.5' },
      'threshold: expected a whole number, got text of 3 characters',
    ],
    [
      'a threshold with an exponent',
      { threshold: '1e3' },
      `threshold: ${anAmount}, got text of 3 characters`,
    ],
    ['a threshold that lost digits', { threshold: 2 ** 53 }, `threshold: ${anAmount}, got a number`],
    [
      'a threshold in infinity',
      { threshold: Number.POSITIVE_INFINITY },
      'threshold: expected a finite number, got Infinity',
    ],
    ['a big integer', { threshold: 5000n }, 'threshold: expected plain data, got a bigint; write it as text'],
    [
      'threshold and rule',
      { threshold: 1, rule: fine },
      'threshold: give either `threshold` or `rule`, not both',
    ],
    [
      'an unknown metric',
      { rule: { metric: 'points', op: '>=', value: 1 } },
      `rule.metric: ${aMetric}, got text of 6 characters`,
    ],
    [
      'a counter without a key',
      { rule: { metric: 'counter:', op: '>=', value: 1 } },
      `rule.metric: ${aMetric}, got text of 8 characters`,
    ],
    [
      'an unknown operator',
      { rule: { metric: 'spend', op: '=>', value: 1 } },
      `rule.op: ${anOperator}, got text of 2 characters`,
    ],
    ['no value', { rule: { metric: 'spend', op: '>=' } }, `rule.value: ${anAmount}, got nothing`],
    [
      'negative spend',
      { rule: { metric: 'spend', op: '>=', value: -0.01 } },
      'rule.value: expected 0 or more, got a negative fraction',
    ],
    [
      'half a visit',
      { rule: { metric: 'visits', op: '>=', value: 1.5 } },
      'rule.value: expected a whole number, got a fraction',
    ],
    ['a rule that is text', { rule: 'points >= 5' }, 'rule: expected an object, got text of 11 characters'],
    ['an empty rule', { rule: {} }, `rule: ${aRule}, got an object`],
    ['an empty group', { rule: { all: [] } }, 'rule.all: expected a list of 1 to 100 items, got a list of 0'],
    [
      'a group that is no list',
      { rule: { any: { metric: 'spend' } } },
      'rule.any: expected a list of 1 to 100 items, got an object',
    ],
    ['an empty rule in a group', { rule: { all: [{}] } }, `rule.all[0]: ${aRule}, got an object`],
    ['two groups at once', { rule: { all: [fine], any: [] } }, 'rule.any: unknown key'],
    [
      'atLeast 0',
      { rule: { atLeast: 0, of: [fine] } },
      'rule.atLeast: expected a whole number from 1 to 100, got a number',
    ],
    [
      'atLeast beyond the group',
      { rule: { atLeast: 2, of: [fine] } },
      'rule.atLeast: give no more than the number of rules in `of`',
    ],
    [
      'of without atLeast',
      { rule: { of: [fine] } },
      'rule.atLeast: expected a whole number from 1 to 100, got nothing',
    ],
    [
      'a bad rule far inside',
      {
        rule: {
          any: [
            {
              all: [fine, { metric: 'spend', op: '!=', value: 1 }],
            },
          ],
        },
      },
      `rule.any[0].all[1].op: ${anOperator}, got text of 2 characters`,
    ],
  ])('refuses %s', (_what, more, line) => {
    expect(refused(more)).toEqual([line])
  })
})
