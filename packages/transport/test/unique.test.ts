import { isRungsError, type Tier } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { atThreshold, failuresOf, refuseTaken, textAt, type Unique, wholeFrom } from '../src/index.js'

const tier = (id: string, name: string, value: string): Tier => ({
  ...{ id, name, rank: 1, benefits: [], status: 'active' },
  rule: { metric: 'points.earned', op: '>=', value },
})
const tiers = [tier('a', 'Silver', '100'), tier('b', 'Gold', '200')]
const pathsOf = (wanted: Unique, self?: string): string[] => {
  try {
    refuseTaken(tiers, wanted, failuresOf('acme'), self)
  } catch (error) {
    if (isRungsError(error, 'conflict'))
      return error.issues.map(({ path, message }) => `${path} ${message[9]}`)
    throw error
  }
  return []
}

describe('what a tier must have for itself', () => {
  it.each<[Unique, string | undefined, string[]]>([
    [{ name: 'Gold' }, undefined, ['name b']],
    [{ threshold: 100 }, undefined, ['rule.value a']],
    [{ name: 'Gold', threshold: 100 }, undefined, ['rule.value a', 'name b']],
    [{ name: 'Gold', threshold: 100 }, 'b', ['rule.value a']],
    [{ name: 'gold', threshold: 150 }, undefined, []],
    [{}, undefined, []],
    [{ name: null, threshold: undefined }, undefined, []],
  ])('%j, of %s, is taken at %j', (wanted, self, paths) => {
    expect(pathsOf(wanted, self)).toEqual(paths)
  })

  it('is not compared with a tier that has no threshold', () => {
    const { rule: _, ...free } = tier('c', 'Hand', '1')
    expect(() => refuseTaken([free], { threshold: undefined }, failuresOf('acme'))).not.toThrow()
  })
})

it('text is that of the first key that has one', () => {
  const body = { empty: '', number: 1, last: 'x' }
  expect(textAt(body, 'empty', 'number', 'toString', 'last')).toBe('x')
  expect([textAt(body, 'empty'), textAt(body), textAt(null, 'last'), textAt(['x'], '0')]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

it.each([
  [1, true],
  [36, true],
  [0, false],
  [37, false],
  [1.5, false],
  ['12', false],
  [undefined, false],
])('the setting %j is a whole number of months from 1 to 36: %s', (value, holds) => {
  const [expected, check] = wholeFrom(1, 36, ' of months')
  expect([expected, check(value)]).toEqual(['a whole number of months from 1 to 36', holds])
})

it('a tier of one threshold is above the base by it, also where that is 0', () => {
  expect([0, 200].map((threshold) => atThreshold('points.earned', threshold))).toEqual([
    { rank: 1, rule: { metric: 'points.earned', op: '>=', value: '0' } },
    { rank: 201, rule: { metric: 'points.earned', op: '>=', value: '200' } },
  ])
})
