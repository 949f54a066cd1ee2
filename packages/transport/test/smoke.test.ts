import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, it } from 'vitest'
import { path } from '../src/index.js'
import { callOf, transportOf } from './support.js'

const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    response.setHeader('request-id', 'req_1')
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }))
  })
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
afterAll(() => server.close())

it('carries a form with credentials and key', async () => {
  const { port } = server.address() as AddressInfo
  const call = callOf()
  const reply = await transportOf({ baseUrl: `http://127.0.0.1:${port}/api/` }).request(
    {
      method: 'POST',
      path: path`/v1/tiers/${'../x'}`,
      body: {
        form: [
          ['benefits[]', 'a b'],
          ['benefits[]', 'c'],
        ],
      },
      idempotency: { header: 'Idempotency-Key' },
    },
    call,
  )
  expect(reply).toMatchObject({ status: 200, requestId: 'req_1', afterLoss: false, attempts: 1 })
  expect(reply.body).toMatchObject({
    url: '/api/v1/tiers/..%2Fx',
    body: 'benefits%5B%5D=a+b&benefits%5B%5D=c',
  })
  expect(call.exchange).toMatchObject({ attempts: 1, sent: true, requestId: 'req_1' })
  expect(JSON.stringify(call.exchange.raw)).not.toContain('canary')
})
