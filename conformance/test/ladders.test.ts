import type { Ladder } from '@rungs/model'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { backend } from '../src/backends.js'
import { laddersFor } from '../src/ladders.js'
import { write } from '../src/write.js'

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
  ...['"floor":', '"inactivity":"P90D"', '"inactivity":"P1Y6M"', '"inactivity":"PT36H"'],
  ...['"month":2,"day":29', '"month":12,"day":31', '"draft"', '"archived"'],
  ...['"baseTier":', '"timeZone":'],
]

it('makes ladders of every branch of the common model, and the reference holds each', async () => {
  const { client, home, reset } = backend('memory')
  const held: Ladder[] = []
  for (const ladder of fc.sample(laddersFor(home), { numRuns: 500, seed: 20_251_121 })) {
    reset()
    await write(client, ladder)
    held.push(await client.ladder.get())
  }
  const text = JSON.stringify(held)
  expect(branches.filter((branch) => !text.includes(branch))).toEqual([])
})
