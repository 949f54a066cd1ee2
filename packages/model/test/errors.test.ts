import { inspect } from 'node:util'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { type ErrorCode, isRungsError, RungsError } from '../src/index.js'

const codes: readonly ErrorCode[] = [
  'configuration',
  'invalid_input',
  'unsupported',
  'authentication',
  'permission',
  'not_found',
  'conflict',
  'rate_limited',
  'unavailable',
  'rejected',
  'unexpected_response',
  'network',
  'timeout',
  'outcome_unknown',
  'aborted',
]

const full = {
  code: 'rate_limited',
  message: 'Too many requests.',
  provider: 'vinr',
  operation: 'tiers.create',
  status: 429,
  vendorCode: 'too_many',
  requestId: 'req_1',
  retryable: true,
  retryAfterMs: 1500,
  issues: [{ path: 'name', message: 'taken' }],
  body: { error: { code: 'too_many' } },
} as const

describe('RungsError', () => {
  it('holds what it was made from', () => {
    const cause = new Error('below')
    const error = new RungsError({ ...full, cause })
    expect(error).toMatchObject(full)
    expect(error.cause).toBe(cause)
    expect(error).toBeInstanceOf(Error)
    expect(String(error)).toBe('RungsError: Too many requests.')
  })

  it('has no key for what it was not given', () => {
    const error = new RungsError({
      code: 'not_found',
      message: 'No such tier.',
      provider: undefined,
      status: undefined,
    })
    expect(Object.keys(error).toSorted()).toEqual(['code', 'issues', 'name', 'retryable'])
    expect('provider' in error).toBe(false)
    expect('cause' in error).toBe(false)
    expect([error.retryable, error.issues]).toEqual([false, []])
  })

  it('is plain data in JSON, without stack and cause', () => {
    const error = new RungsError({ ...full, cause: new Error('canary') })
    const json: unknown = JSON.parse(JSON.stringify(error))
    expect(json).toEqual({ name: 'RungsError', ...full })
    expect(JSON.stringify({ nested: [error] })).not.toContain('canary')
    expect(JSON.stringify(error)).not.toContain('at ')
    expect(JSON.parse(JSON.stringify(new RungsError({ code: 'timeout', message: 'Late.' })))).toEqual({
      name: 'RungsError',
      code: 'timeout',
      message: 'Late.',
      retryable: false,
      issues: [],
    })
  })

  it('shows its message and code when it is inspected', () => {
    expect(inspect(new RungsError(full))).toMatch(
      /RungsError: Too many requests\.[\s\S]*code: 'rate_limited'/,
    )
  })

  it('can be made again from another, with more said about it', () => {
    const { name: _name, ...first } = new RungsError({ code: 'network', message: 'Cut.', cause: 5 })
    const again = new RungsError({ ...first, message: 'Cut off.', provider: 'vinr', operation: 'tiers.get' })
    expect(again).toMatchObject({ code: 'network', message: 'Cut off.', provider: 'vinr', retryable: false })
  })
})

describe('isRungsError', () => {
  it.each(codes)('knows %s from all others', (code) => {
    const error = new RungsError({ code, message: 'x' })
    expect(isRungsError(error)).toBe(true)
    expect(codes.filter((other) => isRungsError(error, other))).toEqual([code])
  })

  it.each([
    ['an error', new Error('x')],
    ['a look-alike', { name: 'RungsError', code: 'conflict', message: 'x', issues: [] }],
    ['its JSON', new RungsError({ code: 'conflict', message: 'x' }).toJSON()],
    ['null', null],
    ['undefined', undefined],
    ['text', 'conflict'],
    ['a function', () => undefined],
  ])('does not take %s for one', (_what, value) => {
    expect(isRungsError(value)).toBe(false)
    expect(isRungsError(value, 'conflict')).toBe(false)
  })

  it('works across two copies of the package', async () => {
    const copy: typeof import('../src/errors.js') = await import(
      /* @vite-ignore */ `../src/errors.js?${'copy'}`
    )
    expect(copy.RungsError).not.toBe(RungsError)
    const theirs = new copy.RungsError({ code: 'conflict', message: 'x' })
    expect(theirs).not.toBeInstanceOf(RungsError)
    expect(isRungsError(theirs, 'conflict')).toBe(true)
    expect(copy.isRungsError(new RungsError({ code: 'conflict', message: 'x' }), 'conflict')).toBe(true)
    expect(isRungsError(theirs, 'not_found')).toBe(false)
  })

  it('narrows by code', () => {
    const error: unknown = new RungsError({ code: 'conflict', message: 'x' })
    if (isRungsError(error)) expectTypeOf(error.code).toEqualTypeOf<ErrorCode>()
    if (isRungsError(error, 'conflict')) expectTypeOf(error.code).toEqualTypeOf<'conflict'>()
    if (isRungsError(error)) expectTypeOf(error.status).toEqualTypeOf<number | undefined>()
    // @ts-expect-error no such code
    expect(isRungsError(error, 'teapot')).toBe(false)
  })
})
