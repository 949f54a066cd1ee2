import { once } from 'node:events'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach } from 'vitest'
import { sendOverFetch, type TransportSettings } from '../src/index.js'

/** Both ways in which a request leaves. */
export const sends: [string, Partial<TransportSettings>][] = [
  ['ky', {}],
  ['fetch', { send: sendOverFetch() }],
]

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

/** A server that treats each connection, once a request has come, as it is told; counts requests. */
export async function raw(
  behave: (socket: Socket, count: number) => void,
): Promise<{ baseUrl: string; count: () => number }> {
  let count = 0
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', () => behave(socket, ++count))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, count: () => count }
}

/** An HTTP server on a free port of loopback; gives its origin. */
export async function http(listener: RequestListener): Promise<string> {
  const server = createHttpServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  open.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
