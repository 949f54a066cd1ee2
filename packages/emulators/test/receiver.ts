import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { afterEach } from 'vitest'

/** One webhook as it arrived. */
export interface Delivery {
  headers: IncomingHttpHeaders
  body: string
}

let receiver: Server | undefined
afterEach(() => {
  receiver?.close()
  receiver?.closeAllConnections()
})

/** A receiver that answers with these statuses, then with 200; `next` settles with each delivery in its order. */
export const receive = async (...statuses: number[]) => {
  const arrived: Delivery[] = []
  const waiting: ((delivery: Delivery) => void)[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    response.writeHead(statuses.shift() ?? 200).end()
    response.on('close', () => {
      const delivery = { headers: request.headers, body }
      const taker = waiting.shift()
      if (taker === undefined) arrived.push(delivery)
      else taker(delivery)
    })
  })
  receiver = server
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const next = (): Promise<Delivery> =>
    new Promise((resolve) => {
      const ready = arrived.shift()
      if (ready === undefined) waiting.push(resolve)
      else resolve(ready)
    })
  return { url: `http://127.0.0.1:${port}/hook`, next, arrived }
}
