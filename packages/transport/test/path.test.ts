import { isRungsError } from '@rungs/model'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { path } from '../src/index.js'

const refusal = (make: () => unknown): unknown => {
  try {
    make()
  } catch (error) {
    return error
  }
  return undefined
}

describe('path', () => {
  it.each([
    ['tier_gold', '/v1/tiers/tier_gold'],
    ['../x', '/v1/tiers/..%2Fx'],
    ['a/b', '/v1/tiers/a%2Fb'],
    ['%2f', '/v1/tiers/%252f'],
    ['a?b#c', '/v1/tiers/a%3Fb%23c'],
    ['a b+c', '/v1/tiers/a%20b%2Bc'],
    ['Größe 金', '/v1/tiers/Gr%C3%B6%C3%9Fe%20%E9%87%91'],
    ['🥇', '/v1/tiers/%F0%9F%A5%87'],
    ['..x', '/v1/tiers/..x'],
    ['%2e%2e', '/v1/tiers/%252e%252e'],
    ['a\r\nb', '/v1/tiers/a%0D%0Ab'],
    ['a\\b', '/v1/tiers/a%5Cb'],
  ])('%j becomes %s', (id, expected) => {
    expect(path`/v1/tiers/${id}`).toBe(expected)
  })

  it.each(['', '.', '..', '\ud800', 'a\udc00b'])('refuses %j, which no URL can hold as a segment', (id) => {
    const error = refusal(() => path`/v1/tiers/${id}`)
    expect(isRungsError(error, 'invalid_input')).toBe(true)
    expect(error).toMatchObject({ issues: [{ path: 'path parameter 1' }] })
  })

  it.each([undefined, null, 7, {}, ['a']])('refuses %j, which is not text', (id) => {
    const error = refusal(() => Reflect.apply(path, undefined, [['/v1/', '/x'], id]))
    expect(isRungsError(error, 'invalid_input')).toBe(true)
  })

  it('names the parameter that is wrong', () => {
    expect(refusal(() => path`/v1/${'a'}/tiers/${''}`)).toMatchObject({
      issues: [{ path: 'path parameter 2' }],
    })
  })

  it('keeps any text in its segment: what is sent is what a server decodes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.string({ unit: 'binary', minLength: 1 }),
        (a, b) => {
          fc.pre(![a, b].some((text) => text === '.' || text === '..' || !text.isWellFormed()))
          const { pathname, search, hash } = new URL(`https://api.acme.example${path`/v1/${a}/tiers/${b}/x`}`)
          expect(pathname.split('/').map(decodeURIComponent)).toEqual(['', 'v1', a, 'tiers', b, 'x'])
          expect(search + hash).toBe('')
        },
      ),
    )
  })
})
