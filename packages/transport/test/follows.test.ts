import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contains, follows } from '../src/index.js'

const before = { name: 'Gold', rule: { kind: 'points', least: 500 }, list: [{ at: 1 }] }

describe('a draft of a change', () => {
  it.each<[string, unknown, unknown]>([
    ['what was sent and what was there', { ...before, name: 'Platinum' }, { name: 'Platinum' }],
    ['texts for numbers', { rule: { least: '500' }, list: [{ at: '1' }] }, {}],
    ['a part of an object', { rule: { kind: 'points', least: 700 } }, { rule: { least: 700 } }],
    ['less than there was', { name: 'Gold' }, {}],
    ['empty texts and lists for none', { note: '', tags: [], more: null }, {}],
    ['a list that was emptied', { list: [] }, { list: [] }],
  ])('that shows %s is that change', (_what, shown, sent) => {
    expect(follows(shown, before, sent)).toBe(true)
  })

  it.each<[string, unknown, unknown]>([
    ['another value', { ...before, name: 'Theirs' }, {}],
    ['another value than was sent', { name: 'Gold' }, { name: 'Platinum' }],
    ['something more', { ...before, note: 'theirs' }, {}],
    ['something more in an object', { rule: { ...before.rule, most: 9 } }, {}],
    ['a longer list', { list: [{ at: 1 }, { at: 2 }] }, {}],
    ['a shorter list', { list: [{ at: 1 }] }, { list: [{ at: 1 }, { at: 2 }] }],
    ['an object for a text', { name: { first: 'Gold' } }, {}],
  ])('that shows %s is not', (_what, shown, sent) => {
    expect(follows(shown, before, sent)).toBe(false)
  })

  it('contains itself, and every part of itself', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, other) => {
        expect(contains(value, value)).toBe(true)
        expect(contains({ value, other }, { value })).toBe(true)
        expect(follows(value, value, undefined)).toBe(true)
      }),
    )
  })
})
