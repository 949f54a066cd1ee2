import { expect, inject, test } from 'vitest'
import { ceilings, excess, measure } from '../../src/ceilings.mjs'

test('no tarball and no app is heavier than its ceiling', async () => {
  const [found, allowed] = await Promise.all([measure(inject('tarballs'), inject('plain')), ceilings()])
  expect(excess(found.tarballs, allowed.tarballs)).toEqual([])
  expect(excess(found.apps, allowed.apps)).toEqual([])
  expect(Object.keys(found.tarballs).toSorted()).toEqual(Object.keys(allowed.tarballs).toSorted())
})

test('what is over its ceiling, or has none, is named', () => {
  const allowed = { vinr: { measured: 90, ceiling: 100 }, wix: { measured: 90, ceiling: 100 } }
  const told = excess({ vinr: 101, wix: 100, acme: 1 }, allowed)
  expect(told).toEqual([expect.stringContaining('vinr: 101 bytes'), expect.stringContaining('acme has no')])
})
