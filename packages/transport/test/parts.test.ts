import type { Rule } from '@rungs/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ask, get, objectAt, oneThreshold, present, textAt, wholeUpTo, write } from '../src/index.js'

describe('present', () => {
  it('leaves out what is undefined or null, and nothing else', () => {
    expect(present({ a: undefined, b: null, c: 0, d: '', e: false, f: [] })).toEqual({
      ...{ c: 0, d: '', e: false, f: [] },
    })
  })
})

describe('JSON at a key', () => {
  it('is there only where it is of its kind, and the value’s own', () => {
    expect(objectAt({ a: { b: 1 } }, 'a')).toEqual({ b: 1 })
    for (const value of [{ a: [1] }, { a: null }, { a: 'x' }, {}, [], 'x', null, undefined]) {
      expect(objectAt(value, 'a')).toBeUndefined()
    }
    expect(textAt({ a: 'x' }, 'a')).toBe('x')
    for (const value of [{ a: '' }, { a: 7 }, {}, [], null, undefined])
      expect(textAt(value, 'a')).toBeUndefined()
    expect(objectAt({}, '__proto__')).toBeUndefined()
    expect(textAt({}, 'constructor')).toBeUndefined()
  })
})

describe('requests', () => {
  it('are reads, reads by POST, and writes that say how to find out', () => {
    expect(get('/a', { b: '1', c: undefined })).toEqual({ method: 'GET', path: '/a', query: [['b', '1']] })
    expect(ask('/q', { x: 1 })).toMatchObject({
      method: 'POST',
      idempotency: 'safe',
      body: { json: { x: 1 } },
    })
    expect(write('PATCH', '/a', {}, 'Look.')).toMatchObject({
      idempotency: 'idempotent',
      howToFindOut: 'Look.',
    })
    expect(write('POST', '/a', {}, 'Look.', 'none')).toMatchObject({ idempotency: 'none' })
  })
})

describe('one threshold', () => {
  const criterion = { metric: 'points.earned', op: '>=', value: '5' } as const
  it.each<[Rule, object]>([
    [criterion, { value: '5' }],
    [{ ...criterion, op: '>' }, { needs: 'rule.operators' }],
    [{ ...criterion, metric: 'points.balance' }, { needs: 'metric.points.balance' }],
    [{ ...criterion, metric: 'spend' }, { needs: 'metric.spend' }],
    [{ ...criterion, metric: 'visits' }, { needs: 'metric.visits' }],
    [{ ...criterion, metric: 'counter:nights' }, { needs: 'metric.counter' }],
    [{ all: [criterion] }, { needs: 'rule.all' }],
    [{ any: [criterion] }, { needs: 'rule.any' }],
    [{ atLeast: 1, of: [criterion] }, { needs: 'rule.atLeast' }],
  ])('of %j is %j', (rule, expected) => {
    expect(oneThreshold(rule, 'points.earned')).toEqual(expected)
  })

  it('takes whole amounts up to the most, exactly', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (amount, most) => {
        expect(wholeUpTo(String(amount), most)).toBe(amount <= most ? amount : undefined)
      }),
    )
    for (const none of ['-1', '0.5', '99999999999999999999']) expect(wholeUpTo(none, 1000)).toBeUndefined()
  })
})
