import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEmulator, type RunningServer, startServer } from '../../src/index.js'
import { NOW, NOW_SECONDS } from '../support.js'

/*
 * The commands of the VINR tiers page, byte for byte as curl sends them: `-d` values joined by `&` and not encoded, a
 * form content type, and only host and key replaced. The expected answers are those that the page shows.
 */

let server: RunningServer

beforeEach(async () => {
  server = await startServer(createEmulator('vinr', { clock: NOW }))
})
afterEach(() => server.close())

const curl = async (method: string, path: string, data: readonly string[] = []) => {
  const { port } = new URL(server.url)
  const body = data.join('&')
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'User-Agent: curl/8.5.0',
    'Accept: */*',
    'X-Api-Key: sk_test_4eC39HqLyjWDarjtT1zdp7dc',
    ...(data.length === 0
      ? []
      : [`Content-Length: ${Buffer.byteLength(body)}`, 'Content-Type: application/x-www-form-urlencoded']),
    'Connection: close',
  ]
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`)
  let text = ''
  for await (const chunk of socket) text += String(chunk)
  const [head = '', ...rest] = text.split('\r\n\r\n')
  return { status: Number(head.split(' ')[1]), json: JSON.parse(rest.join('\r\n\r\n')) }
}

const gold = {
  id: 'tier_gold',
  name: 'Gold',
  min_points: 5000,
  benefits: ['Free shipping', 'Early access to sales'],
  created: 1716300000,
}

describe('the commands of the VINR tiers page', () => {
  it('create a tier', async () => {
    const data = [
      'name=Gold',
      'min_points=5000',
      'benefits[]=Free shipping',
      'benefits[]=Early access to sales',
    ]
    const { status, json } = await curl('POST', '/v1/tiers', data)
    expect(status).toBe(200)
    expect(json).toEqual({ ...gold, id: expect.stringMatching(/^tier_\w+$/), created: NOW_SECONDS })
    expect(Object.keys(json)).toEqual(Object.keys(gold))
    expect((await curl('GET', `/v1/tiers/${json.id}`)).json).toEqual(json)
  })

  it('retrieve a tier', async () => {
    expect(await curl('GET', '/v1/tiers/tier_gold')).toEqual({ status: 200, json: gold })
  })

  it('update a tier: Gold becomes Platinum at 7500 and keeps its benefits', async () => {
    const answer = await curl('POST', '/v1/tiers/tier_gold', ['name=Platinum', 'min_points=7500'])
    expect(answer).toEqual({ status: 200, json: { ...gold, name: 'Platinum', min_points: 7500 } })
  })

  it('delete a tier', async () => {
    const answer = await curl('DELETE', '/v1/tiers/tier_gold')
    expect(answer).toEqual({ status: 200, json: { id: 'tier_gold', deleted: true } })
    expect((await curl('GET', '/v1/tiers/tier_gold')).status).toBe(404)
  })

  it('list tiers', async () => {
    expect(await curl('GET', '/v1/tiers?limit=10')).toEqual({
      status: 200,
      json: {
        object: 'list',
        data: [
          {
            id: 'tier_bronze',
            name: 'Bronze',
            min_points: 0,
            benefits: ['Member discounts'],
            created: 1716200000,
          },
          {
            id: 'tier_silver',
            name: 'Silver',
            min_points: 1000,
            benefits: ['Member discounts', 'Priority support'],
            created: 1716200100,
          },
          gold,
        ],
        has_more: false,
      },
    })
  })
})
