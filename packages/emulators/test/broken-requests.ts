import fc from 'fast-check'
import { afterEach } from 'vitest'
import { type Emulator, startServer } from '../src/index.js'

/** A request in which something is wrong. */
export interface Broken {
  method: string
  path: string
  headers: Record<string, string>
  body: string | undefined
}

/** How many broken requests each emulator is sent, and how many of the same kinds over a socket. */
export const ways: [way: 'in process' | 'over a socket', count: number][] = [
  ['in process', 10_000],
  ['over a socket', 500],
]

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** The way to an emulator: `send` takes a path and behaves as `fetch`. Over a socket it ends with the test. */
export const reached = async (emulator: Emulator, way: (typeof ways)[number][0]) => {
  if (way === 'in process')
    return (path: string, init: RequestInit) => emulator.fetch(emulator.url + path, init)
  const server = await startServer(emulator)
  closing.push(() => server.close())
  return (path: string, init: RequestInit) => fetch(server.url + path, init)
}

const MiB = 1024 * 1024

/** Now and then one whose body is too large to be read, among requests that are broken otherwise. */
export const withHuge = (
  requests: readonly fc.Arbitrary<Broken>[],
  huge: Omit<Broken, 'body'>,
): fc.Arbitrary<Broken> =>
  fc.oneof(...requests.map((arbitrary) => ({ arbitrary, weight: 20 })), {
    arbitrary: fc
      .integer({ min: MiB + 1, max: MiB + 10_000 })
      .map((length) => ({ ...huge, body: `{"name":"${'x'.repeat(length)}"}` })),
    weight: 1,
  })
