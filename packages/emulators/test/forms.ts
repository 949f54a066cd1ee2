import { http } from 'msw'
import { setupServer } from 'msw/node'
import { createEmulator, type Emulator, mswHandlers, startServer, type Vendor } from '../src/index.js'
import { NOW } from './support.js'

/** One way to reach an emulator: `send` takes a path and behaves as `fetch`. */
export interface Form {
  name: 'fetch' | 'msw' | 'server'
  emulator: Emulator
  send(path: string, init?: RequestInit): Promise<Response>
  stop(): Promise<void>
}

const withKey = ({ headers }: Emulator, init: RequestInit): RequestInit => ({
  ...init,
  headers: { ...headers, ...init.headers },
})

const inProcess = async (vendor: Vendor = 'vinr'): Promise<Form> => {
  const emulator = createEmulator(vendor, { clock: NOW })
  const { fetch, url } = emulator
  return {
    name: 'fetch',
    emulator,
    send: (path, init = {}) => fetch(url + path, withKey(emulator, init)),
    stop: async () => {},
  }
}

const mocked = async (vendor: Vendor = 'vinr'): Promise<Form> => {
  const emulator = createEmulator(vendor, { clock: NOW, origin: `https://api.${vendor}.example` })
  const server = setupServer(...mswHandlers(emulator, http))
  server.listen({ onUnhandledRequest: 'error' })
  return {
    name: 'msw',
    emulator,
    send: (path, init = {}) => fetch(emulator.url + path, withKey(emulator, init)),
    stop: async () => server.close(),
  }
}

const served = async (vendor: Vendor = 'vinr'): Promise<Form> => {
  const emulator = createEmulator(vendor, { clock: NOW })
  const server = await startServer(emulator)
  return {
    name: 'server',
    emulator,
    send: (path, init = {}) => fetch(server.url + path, withKey(emulator, init)),
    stop: () => server.close(),
  }
}

/** The three forms, each started anew by calling it, as the emulator of VINR where no vendor is named. */
export const forms: [name: Form['name'], open: (vendor?: Vendor) => Promise<Form>][] = [
  ['fetch', inProcess],
  ['msw', mocked],
  ['server', served],
]
