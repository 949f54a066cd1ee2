import { createClient } from '@rungs/client'
import { createEmulator, mswHandlers } from '@rungs/emulators'
import { vinr } from '@rungs/vinr'
import { http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { Desk } from '../src/desk.js'

/** VINR as it answers at its own address: the app under test is not told that this is a test. */
export const vendor = createEmulator('vinr', { origin: 'https://api.vinr.com' })

/** What every test file calls: the vendor is there, and nothing else is. */
export function useVendor(): Desk {
  const server = setupServer(...mswHandlers(vendor, http))
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  afterEach(() => {
    server.resetHandlers()
    vendor.reset()
  })
  afterAll(() => server.close())
  return new Desk(createClient(vinr({ apiKey: 'sk_live_desk' })))
}
