import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createEmulator, mswHandlers } from '../src/index.js'
import { KEY, NOW, read } from './support.js'

/* Through a real setupServer: the app under test uses the global fetch and the vendor's own address. */

const emulator = createEmulator('vinr', { clock: NOW, origin: 'https://api.vinr.com' })
const server = setupServer(
  http.get('https://api.vinr.com/v1/tiers/tier_mine', () => HttpResponse.json({ id: 'mine' })),
  ...mswHandlers(emulator, http),
)
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(() => server.close())

const send = async (path: string, init: RequestInit = {}) =>
  read(await fetch(`https://api.vinr.com${path}`, { ...init, headers: { ...KEY, ...init.headers } }))

it('answers every method of the vendor at the address of the vendor', async () => {
  const body = new URLSearchParams({ name: 'New', min_points: '9' })
  const created = await send('/v1/tiers', { method: 'POST', body })
  expect(created.body.name).toBe('New')
  expect((await send('/v1/tiers?limit=100')).body.data).toHaveLength(4)
  expect((await send(`/v1/tiers/${created.body.id}`, { method: 'DELETE' })).body.deleted).toBe(true)
  expect((await send('/v1/none')).status).toBe(404)
  expect((await send('/v1/tiers', { method: 'PUT', body })).status).toBe(405)
})

it('answers the control routes too', async () => {
  expect((await send('/__rungs/reset', { method: 'POST' })).status).toBe(204)
})

it('lets handlers before it go first', async () => {
  expect((await send('/v1/tiers/tier_mine')).body).toEqual({ id: 'mine' })
})

it('leaves every other address unhandled, which fails', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  await expect(fetch('https://api.example.com/v1/tiers')).rejects.toThrow(/Cannot bypass a request/)
  expect(told).toHaveBeenCalledOnce()
  told.mockRestore()
})

it('takes an emulator on a port of its own', async () => {
  const other = createEmulator('vinr', { origin: 'http://127.0.0.1:41999' })
  server.use(...mswHandlers(other, http))
  expect((await fetch('http://127.0.0.1:41999/v1/tiers', { headers: KEY })).status).toBe(200)
})

it('refuses what is no emulator of this package', () => {
  expect(() => mswHandlers({ ...emulator }, http)).toThrow(/no emulator/)
})
