import { http } from 'msw'
import { setupServer } from 'msw/node'
import { createEmulator, type Emulator, mswHandlers, startServer } from '../src/index.js'
import { KEY, NOW } from './support.js'

/** One way to reach an emulator: `send` takes a path and behaves as `fetch`. */
export interface Form {
  name: 'fetch' | 'msw' | 'server'
  emulator: Emulator
  send(path: string, init?: RequestInit): Promise<Response>
  stop(): Promise<void>
}

const withKey = (init: RequestInit): RequestInit => ({ ...init, headers: { ...KEY, ...init.headers } })

const inProcess = async (): Promise<Form> => {
  const emulator = createEmulator('vinr', { clock: NOW })
  const { fetch, url } = emulator
  return {
    name: 'fetch',
    emulator,
    send: (path, init = {}) => fetch(url + path, withKey(init)),
    stop: async () => {},
  }
}

const mocked = async (): Promise<Form> => {
  const emulator = createEmulator('vinr', { clock: NOW, origin: 'https://sandbox.api.vinr.com' })
  const server = setupServer(...mswHandlers(emulator, http))
  server.listen({ onUnhandledRequest: 'error' })
  return {
    name: 'msw',
    emulator,
    send: (path, init = {}) => fetch(emulator.url + path, withKey(init)),
    stop: async () => server.close(),
  }
}

const served = async (): Promise<Form> => {
  const emulator = createEmulator('vinr', { clock: NOW })
  const server = await startServer(emulator)
  return {
    name: 'server',
    emulator,
    send: (path, init = {}) => fetch(server.url + path, withKey(init)),
    stop: () => server.close(),
  }
}

/** The three forms, each started anew by calling it. */
export const forms: [name: Form['name'], open: () => Promise<Form>][] = [
  ['fetch', inProcess],
  ['msw', mocked],
  ['server', served],
]
