import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyLadder } from '../src/ladders.js'

/** Every word of the common model that an input can say; the pairs prove nothing about what never occurs. */
const branches = [
  ...['name', 'key', 'description', 'color', 'icon', 'rank', 'status', 'label', 'value'].map(
    (key) => `"${key}":`,
  ),
  ...['"draft"', '"active"', '"paused"', '"disabled"'],
  ...['points.balance', 'points.earned', 'spend', 'visits', 'counter:nights'].map(
    (metric) => `"metric":"${metric}"`,
  ),
  ...['>=', '>', '==', '<=', '<'].map((op) => `"op":"${op}"`),
  ...['"all":[', '"any":[', '"atLeast":'],
  ...['entry', 'entry_cyclic', 'fixed', 'registration'].map((anchor) => `"anchor":"${anchor}"`),
  ...['"months":', '"start":', '"minimumMonths":', '"renewal":'],
  ...['lifetime', 'rolling', 'calendar_year', 'fixed_year'].map((kind) => `"kind":"${kind}"`),
  ...['continuous', 'period_end', 'inactivity', 'never'].map((review) => `"review":"${review}"`),
  ...['requalify', 'one_step', 'to_base', 'hold'].map((policy) => `"policy":"${policy}"`),
  ...['"graceDays":', '"extendMonths":', '"mode":"reset"', '"mode":"excess"', '"daily"', '"month_end"'],
  ...['"baseTier":', '"timeZone":'],
]

it('makes ladders of every branch of the common model', () => {
  const text = JSON.stringify(fc.sample(anyLadder, { numRuns: 1000, seed: 20_251_121 }))
  expect(branches.filter((branch) => !text.includes(branch))).toEqual([])
})
