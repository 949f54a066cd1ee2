import { describe, expect, it } from 'vitest'
import { type Auth, hasTaken, mayTake, objectsNamed, renewing, reviewWays } from '../src/index.js'

describe('a review', () => {
  it.each([
    ['submit', ['draft', 'rejected'], ['pending', 'active']],
    ['approve', ['pending'], ['active']],
    ['reject', ['pending'], ['draft', 'rejected']],
  ] as const)('%s begins at %j and is made at %j', (step, from, made) => {
    const statuses = ['draft', 'pending', 'active', 'rejected', 'archived'] as const
    expect(statuses.filter((status) => mayTake(step, status))).toEqual(from)
    expect(statuses.filter((status) => hasTaken(step, status)).sort()).toEqual([...made].sort())
  })

  it('takes a tier as far as it is asked to', () => {
    expect(reviewWays).toEqual({ draft: [], pending: ['submit'], active: ['submit', 'approve'] })
  })
})

describe('objects of a list whose place is not known', () => {
  const items = [{ id: 1 }, { id: 2 }]
  it.each([
    ['at the top', { moves: items }],
    ['deeper', { response: { customers: { customer: [{ name: 'n' }, { moves: items }] } } }],
    ['in an object of its own', { moves: { move: items } }],
    ['beside an empty one', { a: { moves: [] }, b: { moves: items } }],
    ['with what is none', { moves: ['x', null, ...items] }],
  ])('are found %s', (_where, reply) => {
    expect(objectsNamed(reply, 'moves')).toEqual(items)
  })

  it.each([[null], [undefined], ['text'], [{}], [[]], [{ moves: null }], [{ moves: 'none' }]])(
    'are none in %j',
    (reply) => {
      expect(objectsNamed(reply, 'moves')).toEqual([])
    },
  )
})

describe('a refusal of credentials that can be had anew', () => {
  const reply = (status: number) => ({
    ...{ status, headers: new Headers(), body: undefined, afterLoss: false, attempts: 1 },
  })
  const explain = () => ({ message: 'm' })

  it('is worth a repetition where there are others, and only a 401 asks for them', () => {
    let asked = 0
    const auth = (others: boolean): Auth => ({ headers: () => ({}), refused: () => ++asked > 0 && others })
    expect(renewing(auth(true), explain)(reply(401))).toEqual({ message: 'm', retryable: true })
    expect(renewing(auth(false), explain)(reply(401))).toEqual({ message: 'm' })
    expect(renewing(auth(true), explain)(reply(403))).toEqual({ message: 'm' })
    expect(asked).toBe(2)
  })
})
