import { describe, expect, it } from 'vitest'
import { checkId } from '../src/index.js'
import { errorOf, refusalOf } from './refusal.js'

describe('checkId', () => {
  it.each([
    'gold',
    'tier_01HZX',
    'a',
    'a b',
    'a..b',
    '...',
    'ñandú',
    '😀',
    'a:b@c!$&()*+,;=',
    'x'.repeat(255),
  ])('lets %s through as it is', (id) => {
    expect(checkId(id, 'id')).toBe(id)
  })

  it.each([
    ['the folder itself', '.'],
    ['the folder above', '..'],
    ['a way out', '../x'],
    ['a slash', 'a/b'],
    ['a backslash', 'a\\b'],
    ['a query', 'a?b'],
    ['a fragment', 'a#b'],
    ['an encoded point', '%2e'],
    ['an encoded slash', 'a%2fb'],
    ['a line end', 'a\nb'],
    ['a zero byte', 'a\u0000'],
    ['a delete character', 'a\u007f'],
    ['empty text', ''],
    ['256 characters', 'x'.repeat(256)],
    ['a huge text', 'x'.repeat(10_000_000)],
    ['a lone surrogate', 'a\ud800'],
    ['a number', 5],
    ['nothing', undefined],
    ['null', null],
    ['an object', { toString: () => 'gold' }],
    ['a list', ['gold']],
    ['a boxed string', Object('gold')],
  ])('refuses %s, naming the path', (_what, id) => {
    const error = errorOf(() => checkId(id, 'memberId'))
    expect(error.issues.map(({ path }) => path)).toEqual(['memberId'])
    expect(error.message).toMatch(/^memberId: expected an id of 1 to 255 characters/)
    expect(error.message.length).toBeLessThan(200)
  })

  it('never repeats the id', () => {
    const [issue] = refusalOf(() => checkId('canary/value', 'id'))
    expect(issue?.message).not.toContain('canary')
  })
})
