import { isRungsError } from '@rungs/model'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type CommonSettings, completeSettings, nativeWith, text } from '../src/index.js'

interface Acme extends CommonSettings {
  key?: string
  site?: string
}

const complete = (given: unknown): unknown =>
  completeSettings<Acme, never, 'key' | 'site'>(given as Acme, {
    provider: 'acme',
    checks: { key: text(/^k/, 'a key'), site: text(/^s/, 'a site') },
    defaults: {},
    variables: { key: ['ACME_OTHER_KEY', 'a key'], site: ['ACME_OTHER_SITE', 'a site'] },
    home: ['ACME_OTHER_URL', 'https://acme.test'],
  })

const pathsOf = (given: unknown): string[] => {
  try {
    complete(given)
  } catch (error) {
    if (isRungsError(error, 'configuration')) return error.issues.map(({ path }) => path)
    throw error
  }
  return []
}

afterEach(() => vi.unstubAllEnvs())

describe('settings that are wrong', () => {
  it.each<[string, unknown, string[]]>([
    ['unknown and missing', { kye: 'k' }, ['kye', 'key', 'site']],
    ['wrong, once each', { key: 5, site: 's', retries: -1 }, ['key', 'retries']],
    ['no object', 'k', ['settings']],
    ['nothing', null, ['settings']],
    ['none of them', { key: 'k', site: 's' }, []],
  ])('are told all at once: %s', (_what, given, paths) => {
    expect(pathsOf(given)).toEqual(paths)
  })

  it.each([
    ['Headers', new Headers({ 'x-tenant': 'north' })],
    ['a Map', new Map([['x-tenant', 'north']])],
    ['a list', [['x-tenant', 'north']]],
    ['text', 'x-tenant: north'],
  ])('are headers as %s, which would be lost', (_what, headers) => {
    expect(pathsOf({ key: 'k', site: 's', headers })).toEqual(['headers'])
  })

  it('are not headers without a prototype', () => {
    const headers = Object.assign(Object.create(null), { 'x-tenant': 'north' })
    expect(pathsOf({ key: 'k', site: 's', headers })).toEqual([])
  })
})

describe('options of native calls', () => {
  const seen: unknown[] = []
  const routes = { tiers: { get: async (call: { deadline: number }) => seen.push(call.deadline) } }
  const native = (timeoutMs?: number) =>
    nativeWith('acme', routes, timeoutMs === undefined ? {} : { timeoutMs }, {})

  it.each([
    [{ timeoutMs: -1 }, 'timeoutMs'],
    [{ timeoutMs: '5' }, 'timeoutMs'],
    [{ timeoutMs: Number.NaN }, 'timeoutMs'],
    [{ retries: 1.5 }, 'retries'],
  ])('%j are refused as an input of ours', async (options, path) => {
    await expect(
      native()
        .with(options as object)
        .tiers.get(),
    ).rejects.toMatchObject({
      code: 'invalid_input',
      operation: 'native.tiers.get',
      issues: [{ path }],
    })
  })

  it.each([1.5, 2 ** 40, Number.POSITIVE_INFINITY])('and settings may give them %d ms', async (timeoutMs) => {
    seen.length = 0
    await native(timeoutMs).tiers.get()
    await native().with({ timeoutMs }).tiers.get()
    expect(seen).toHaveLength(2)
  })
})
