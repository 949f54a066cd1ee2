import { expect, test } from 'vitest'
import { runtimes } from '../src/runtimes/binaries.mjs'
import { tableOf, troubles } from '../src/runtimes/report.mjs'

const counts = { passed: 10, failed: 0, skipped: 5, known_gap: 0 }
const found = { providers: [{ name: 'vinr', counts, failed: [] }], loopback: true }
const row = (/** @type {string} */ name) => ({ name, from: 'somewhere', version: '1.0.0', seconds: 3, found })

test('runtimes that all pass the same have no troubles', () => {
  expect(troubles([row('Node 20'), row('Bun')])).toEqual([])
})

test('a failed case is told with its runtime, provider, id and reason', () => {
  const failed = [{ id: 'L4.create-lost-reply', reason: 'two tiers' }]
  const other = { providers: [{ name: 'vinr', counts: { ...counts, failed: 1 }, failed }], loopback: true }
  expect(troubles([row('Node 20'), { ...row('Bun'), found: other }])).toEqual([
    'Bun: vinr: L4.create-lost-reply: two tiers',
  ])
})

test('cases that one runtime alone skips are a trouble, and so is a runtime that did not start', () => {
  const fewer = { providers: [{ name: 'vinr', counts: { ...counts, passed: 9, skipped: 6 }, failed: [] }] }
  expect(
    troubles([
      row('Node 20'),
      { ...row('Deno'), found: fewer },
      { name: 'Bun', from: 'x', trouble: 'no binary' },
    ]),
  ).toEqual(['Deno: 9 cases passed, 10 on Node 20', 'Bun: no binary'])
})

test('a server that does not answer is a trouble, where there is one', () => {
  expect(troubles([{ ...row('Node 20'), found: { ...found, loopback: false } }])).toHaveLength(1)
})

test('the table has a row for each, also for one that is skipped or broken', () => {
  const text = tableOf([
    row('Node 20'),
    { name: 'Bun', from: 'nowhere', skipped: 'skipped: no package for plan9-x64' },
    { name: 'Deno', from: 'x', trouble: 'ended with 1\nand more' },
  ])
  expect(text).toMatch(/Node 20.*10.*0.*5.*vinr.*yes/)
  expect(text).toMatch(/Bun.*no package for plan9-x64/)
  expect(text).toMatch(/Deno.*ended with 1/)
})

test('the running Node comes first, and Node 22 and 24, Bun, Deno and workerd after it', () => {
  expect(runtimes[0]?.package).toBeUndefined()
  expect(runtimes.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Node 22', 'Node 24', 'Bun', 'Deno', 'workerd']),
  )
})
