import { isRungsError, systemClock } from '@rungs/model'
import { describe, expect, test } from 'vitest'
import { createClient } from '../src/index.js'
import { fakeProvider, gold } from './fake-provider.js'

function problemOf(make: () => unknown): unknown {
  try {
    return make()
  } catch (error) {
    return error
  }
}

const provider = fakeProvider({ 'tiers.get': async () => gold })

describe('createClient refuses what is no provider, and says what to do', () => {
  function acme() {
    return provider
  }
  test.each([
    ['an adapter that was not called', acme, /Call it: createClient\(acme\(/],
    ['nothing', undefined, /expected a provider, .* got nothing/],
    ['null', null, /expected a provider, .* got null/],
    ['a name', 'vinr', /expected a provider, .* got string/],
    ['settings', { apiKey: 'sk_secret' }, /expected a provider, .* got object/],
    ['another version', { ...provider, specificationVersion: 'v2' }, /The fake adapter speaks version v2/],
  ])('%s', (_what, given, message) => {
    const error = problemOf(() => createClient(given as never))
    expect(isRungsError(error, 'configuration')).toBe(true)
    expect(error).toHaveProperty('message', expect.stringMatching(message))
    expect(String(error)).not.toContain('sk_secret')
  })
})

describe('createClient refuses defaults that are wrong', () => {
  test.each([
    [{ timeoutMS: 5 }, ['timeoutMS']],
    [{ timeoutMs: '5' }, ['timeoutMs']],
    [{ timeoutMs: 0, retries: -1, onLoss: 'ignore', clock: {} }, ['timeoutMs', 'retries', 'onLoss', 'clock']],
    [{ signal: AbortSignal.abort() }, ['signal']],
    [{ __proto__: null, constructor: 1 }, ['constructor']],
    [null, ['options']],
    ['vinr', ['options']],
  ])('%j', (options, paths) => {
    const error = problemOf(() => createClient(provider, options as never))
    expect(isRungsError(error, 'configuration') && error.issues.map(({ path }) => path)).toEqual(paths)
  })

  test('and names those that there are', () => {
    expect(() => createClient(provider, { timeout: 5 } as never)).toThrow(
      'timeout: unknown option; known are timeoutMs, retries, onLoss, clock',
    )
  })

  test('what is there and undefined counts as absent', () => {
    const options = { timeoutMs: undefined, retries: 0, onLoss: undefined, clock: systemClock }
    expect(createClient(provider, options).provider).toBe('fake')
  })
})
