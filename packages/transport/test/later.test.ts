import { type Capabilities, isRungsError, native, operationNames, unsupported } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import type { NativeOptions } from '../src/index.js'
import { type Backend, type Later, lateProvider, later, names } from '../src/provider.js'
import { callOf } from './support.js'

type Routes = { tiers: { get(call: object, id: string): Promise<unknown> } }

const settings = { baseUrl: 'https://api.acme.example' }
const able = ['tiers.get', 'tiers.list']
const capabilities = Object.fromEntries(
  operationNames.map((name) => [name, able.includes(name) ? native() : unsupported('It has none.')]),
) as Capabilities

const backend: Backend<Routes> = {
  operations: {
    'tiers.get': async ({ id }) => ({ id, name: 'Gold', rank: 1, benefits: [], status: 'active' }),
  },
  routes: { tiers: { get: async (call, id) => ({ id, ...call }) } },
}

function loading(changes: Partial<Later<typeof settings, Routes>> = {}) {
  const counts = { loads: 0, connections: 0 }
  const provider = later<typeof settings, Routes, NativeOptions>({
    provider: 'acme',
    settings,
    capabilities,
    routes: { tiers: { get: true } },
    load: async () => {
      counts.loads += 1
      return {
        connect: () => {
          counts.connections += 1
          return backend
        },
      }
    },
    ...changes,
  })
  const get = async (id: string) => provider.operations['tiers.get']?.({ id }, callOf())
  return { ...provider, get, counts }
}

it('a provider that loads late says all but its operations at once', async () => {
  const connect = () => backend
  const provider = lateProvider<typeof settings & { retries: number }, Routes, NativeOptions>({
    ...{ name: 'acme', defaultMetric: 'spend', settings: { ...settings, retries: 1 }, capabilities },
    ...{ routes: { tiers: { get: true } }, load: async () => ({ connect }) },
  })
  const { specificationVersion, name, defaultMetric, defaults } = provider
  expect({ specificationVersion, name, defaultMetric, defaults }).toEqual({
    ...{ specificationVersion: 'v1', name: 'acme', defaultMetric: 'spend', defaults: { retries: 1 } },
  })
  expect(provider.capabilities).toBe(capabilities)
  expect(await provider.operations['tiers.get']?.({ id: 'a' }, callOf())).toMatchObject({ id: 'a' })
  expect(await provider.native?.tiers.get('c')).toMatchObject({ id: 'c' })
})

describe('an adapter that is loaded later', () => {
  it('has a handler for just what it is capable of, before anything is loaded', () => {
    const { operations, counts } = loading()
    expect(Object.keys(operations).sort()).toEqual([...able].sort())
    expect(counts).toEqual({ loads: 0, connections: 0 })
  })

  it('is loaded and connected once, whatever asks first', async () => {
    const { get, native, counts } = loading()
    const [one, two, own] = await Promise.all([get('a'), get('b'), native.tiers.get('c')])
    expect([one?.id, two?.id, own]).toMatchObject(['a', 'b', { id: 'c', operation: 'native.tiers.get' }])
    await get('d')
    expect(counts).toEqual({ loads: 1, connections: 1 })
  })

  it('says that it could not be loaded, and tries again at the next call', async () => {
    const cause = new TypeError('Failed to fetch dynamically imported module')
    let loads = 0
    const load = async () => {
      loads += 1
      if (loads === 1) throw cause
      return { connect: () => backend }
    }
    const { get } = loading({ load })
    const error = await get('a').catch((reason: unknown) => reason)
    expect(isRungsError(error, 'network')).toBe(true)
    expect(error).toMatchObject({ provider: 'acme', retryable: true, cause })
    expect(String(error)).toMatch(/acme adapter.*could not be loaded.*Nothing was sent/)
    expect(await get('a')).toMatchObject({ id: 'a' })
  })

  it.each([
    ['baseUrl', { settings: { baseUrl: 'ftp://acme.example' } }],
    ['baseUrl', { alsoAt: ['no url'] }],
    ['headers.x y', { settings: { ...settings, headers: { 'x y': '1' } } }],
  ])('refuses a wrong %s at once', (path, changes) => {
    const at = path.startsWith('headers') ? 'headers.?' : path
    expect(() => loading(changes)).toThrow(
      expect.objectContaining({ code: 'configuration', issues: [expect.objectContaining({ path: at })] }),
    )
  })

  it('gives native calls other options by with(), and survives being printed', async () => {
    const { native } = loading()
    const once = native.with({ retries: 0, idempotencyKey: 'k1' })
    expect(await once.tiers.get('c')).toMatchObject({ id: 'c', retries: 0, idempotencyKey: 'k1' })
    expect(Object.keys(once)).toEqual(['tiers', 'with'])
    expect(JSON.stringify(native)).toBe('{"tiers":{}}')
    expect(await native).toBe(native)
  })
})

it('names of routes are keys', () => {
  const routes = names('create list', 'get')
  expect(routes).toEqual({ create: true, list: true, get: true })
  // @ts-expect-error -- there is no such name
  expect(routes.remove).toBeUndefined()
})
