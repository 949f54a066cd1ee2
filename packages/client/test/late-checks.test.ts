import { afterEach, expect, test, vi } from 'vitest'
import { fakeProvider, gold } from './fake-provider.js'

/** A client whose checks of inputs, a part that is loaded with the first input, arrive as `load` says. */
async function clientWith(load: () => Promise<object>) {
  vi.resetModules()
  vi.doMock('@rungs/model/parse', load)
  const handler = vi.fn(async () => gold)
  const { createClient } = await import('../src/index.js')
  return { client: createClient(fakeProvider({ 'tiers.create': handler })), handler }
}

afterEach(() => {
  vi.doUnmock('@rungs/model/parse')
  vi.resetModules()
})

test('a call settles by its deadline also while its checks are loaded', async () => {
  const { client, handler } = await clientWith(() => new Promise(() => {}))
  const call = client.tiers.create({ name: 'x' }, { timeoutMs: 30 })
  await expect(call).rejects.toMatchObject({ code: 'timeout', retryable: true })
  expect(handler).not.toHaveBeenCalled()
})

test('a call can be aborted also while its checks are loaded', async () => {
  const { client, handler } = await clientWith(() => new Promise(() => {}))
  const controller = new AbortController()
  const call = client.tiers.create({ name: 'x' }, { signal: controller.signal })
  controller.abort()
  await expect(call).rejects.toMatchObject({ code: 'aborted' })
  expect(handler).not.toHaveBeenCalled()
})

test('checks that cannot be loaded are no fault of the adapter, and nothing was sent', async () => {
  const { client, handler } = await clientWith(() => Promise.reject(new TypeError('Failed to fetch')))
  await expect(client.tiers.create({ name: 'x' })).rejects.toMatchObject({
    code: 'network',
    retryable: true,
    message: expect.stringContaining('Nothing was sent'),
  })
  expect(handler).not.toHaveBeenCalled()
})
