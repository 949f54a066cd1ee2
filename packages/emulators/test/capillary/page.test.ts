import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEmulator, type RunningServer, startServer } from '../../src/index.js'
import { NOW } from './support.js'

/*
 * The command of the Create Tier page, byte for byte as curl sends it, with only host and credential replaced, and the
 * commands of the other operations that its texts name. The expected shapes are those that the page shows.
 */

let server: RunningServer

beforeEach(async () => {
  server = await startServer(createEmulator('capillary', { clock: NOW }))
})
afterEach(() => server.close())

const CREDENTIAL = 'Basic dGlsbC4xOjVmNGRjYzNiNWFhNzY1ZDYxZDgzMjdkZWI4ODJjZjk5'

const curl = async (method: string, path: string, data?: string) => {
  const { port } = new URL(server.url)
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Authorization: ${CREDENTIAL}`,
    'User-Agent: curl/8.5.0',
    'Accept: */*',
    ...(data === undefined
      ? []
      : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(data)}`]),
    'Connection: close',
  ]
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(`${lines.join('\r\n')}\r\n\r\n${data ?? ''}`)
  let text = ''
  for await (const chunk of socket) text += String(chunk)
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  return { status: Number(head.split(' ')[1]), head, text: body, json: body === '' ? null : JSON.parse(body) }
}

/** The body of the page's command, with its line breaks and spaces. */
const PLATINUM = `{
    "programId": 973,
    "name": "Platinum",
    "description": "Premium tier for top spenders",
    "color": "#E5E4E2",
    "eligibility": {
      "kpiType": "CURRENT_POINTS",
      "threshold": 75000,
      "upgradeType": "LAZY"
    },
    "validity": {
      "periodType": "SLAB_UPGRADE",
      "periodValue": 12,
      "unit": "NUM_MONTHS"
    }
  }`

const created = {
  tierUniqueId: 'ut-973-003',
  objectId: expect.stringMatching(/^[\da-f]{24}$/),
  name: 'Platinum',
  description: 'Premium tier for top spenders',
  color: '#E5E4E2',
  serialNumber: 3,
  eligibility: { kpiType: 'CURRENT_POINTS', threshold: 75_000, upgradeType: 'LAZY' },
  meta: {
    createdBy: expect.stringMatching(/^\d+$/),
    createdAt: '2026-03-01T00:00:00Z',
    updatedBy: expect.stringMatching(/^\d+$/),
    updatedAt: '2026-03-01T00:00:00Z',
  },
  status: 'DRAFT',
  origin: 'MONGO_ONLY',
  renewal: {
    periodType: 'SLAB_UPGRADE',
    periodValue: '12',
    unit: 'NUM_MONTHS',
    criteriaType: 'Same as eligibility',
  },
}

describe('the command of the Create Tier page', () => {
  it('answers in the shape of its example, fields in its order', async () => {
    const { status, json } = await curl('POST', '/v3/tiers', PLATINUM)
    expect([status, json]).toEqual([200, { data: created, errors: null, warnings: null }])
    expect(Object.keys(json)).toEqual(['data', 'errors', 'warnings'])
    expect(Object.keys(json.data)).toEqual(Object.keys(created))
    expect(Object.keys(json.data.renewal)).toEqual(Object.keys(created.renewal))
    expect(Object.keys(json.data.meta)).toEqual(Object.keys(created.meta))
  })

  it('carries a trace id and the pattern of the path (API Overview page)', async () => {
    const { head } = await curl('POST', '/v3/tiers', PLATINUM)
    expect(head).toMatch(/x-cap-requestid: \w{32}/i)
    expect(head).toMatch(/x-cap-api-request-uri: \/v3\/tiers\r\n/i)
  })
})

describe('what the page says of the other operations', () => {
  const record = {
    objectId: expect.stringMatching(/^[\da-f]{24}$/),
    tierUniqueId: 'ut-973-003',
    orgId: expect.any(Number),
    programId: 973,
    status: 'PENDING_APPROVAL',
    parentId: null,
    version: 1,
    slabId: null,
    name: 'Platinum',
    description: 'Premium tier for top spenders',
    color: '#E5E4E2',
    serialNumber: 3,
    eligibility: created.eligibility,
    validity: {
      periodType: 'SLAB_UPGRADE',
      periodValue: 12,
      unit: 'NUM_MONTHS',
      renewal: { criteriaType: 'Same as eligibility' },
    },
    downgrade: null,
    engineConfig: null,
    meta: created.meta,
    comments: null,
  }

  it('Get Tier takes the tier unique id and answers with an array', async () => {
    await curl('POST', '/v3/tiers', PLATINUM)
    const { status, json } = await curl('GET', '/v3/tiers/ut-973-003')
    expect([status, json]).toEqual([200, { data: [created], errors: null, warnings: null }])
  })

  it('Update Tier takes the object id and answers like the create', async () => {
    const { json } = await curl('POST', '/v3/tiers', PLATINUM)
    const answer = await curl('PUT', `/v3/tiers/${json.data.objectId}`, '{"name":"Super Platinum"}')
    expect([answer.status, answer.json.data]).toEqual([200, { ...created, name: 'Super Platinum' }])
  })

  it('Delete Tier takes the object id and answers 204 without a body', async () => {
    const { json } = await curl('POST', '/v3/tiers', PLATINUM)
    const { status, text } = await curl('DELETE', `/v3/tiers/${json.data.objectId}`)
    expect([status, text]).toEqual([204, ''])
  })

  it('submit, the queue and approve show the record, and the slab id once it is published', async () => {
    const { json } = await curl('POST', '/v3/tiers', PLATINUM)
    const path = `/v3/tiers/${json.data.objectId}`
    expect((await curl('POST', `${path}/submit`)).json.data).toEqual(record)
    const queue = await curl('GET', '/v3/tiers/approvals?programId=973')
    expect(queue.json).toEqual({ data: [record], errors: null, warnings: null })
    const approved = await curl('POST', `${path}/approve`, '{"approvalStatus":"APPROVE"}')
    expect(approved.json.data).toEqual({ ...record, status: 'ACTIVE', slabId: 25_635 })
    expect(Object.keys(approved.json.data)).toEqual(Object.keys(record))
    expect((await curl('GET', '/v3/tiers/approvals?programId=973')).json.data).toEqual([])
  })

  it('List shows the published tiers that were made elsewhere, without ids of this API', async () => {
    const { json } = await curl('GET', '/v3/tiers?programId=973')
    expect(Object.keys(json.data)).toEqual(['tiers'])
    expect(json.data.tiers).toMatchObject([
      { slabId: 25_216, name: 'Bronze', serialNumber: 1, status: 'LIVE', origin: 'LEGACY_SQL_ONLY' },
      { slabId: 25_220, name: 'Silver', serialNumber: 2, status: 'LIVE', origin: 'LEGACY_SQL_ONLY' },
    ])
    for (const tier of json.data.tiers) {
      expect(Object.keys(tier)).not.toContain('objectId')
      expect(Object.keys(tier)).not.toContain('tierUniqueId')
      expect(tier.meta).toEqual({ createdAt: expect.any(String), updatedAt: expect.any(String) })
      expect(tier.communicationModeConfig).toEqual({ upgrade: [], renewal: [], downgrade: [], reminders: [] })
    }
    expect(json.data.tiers[0].eligibility).not.toHaveProperty('threshold')
    expect(json.data.tiers[1].eligibility.threshold).toBe(5000)
  })

  it('Tier Advanced Settings configure what is missing before tiers are created', async () => {
    const elsewhere = PLATINUM.replace('973', '974')
    expect((await curl('POST', '/v3/tiers', elsewhere)).json.errors[0].code).toBe(9053)
    const settings = await curl('POST', '/programs/974/updateTierAdvancedSettings', '{}')
    expect(settings.json.data).toMatchObject({
      programId: 974,
      kpiType: 'CURRENT_POINTS',
      slabUpgradeMode: 'LAZY',
    })
    expect((await curl('POST', '/v3/tiers', elsewhere)).status).toBe(200)
  })

  it('an Idempotency-Key retries the request without a duplicate', async () => {
    const { port } = new URL(server.url)
    const send = (body: string) =>
      fetch(`http://127.0.0.1:${port}/v3/tiers`, {
        method: 'POST',
        headers: { authorization: CREDENTIAL, 'content-type': 'application/json', 'idempotency-key': 'k1' },
        body,
      })
    const first = await (await send(PLATINUM)).json()
    expect(await (await send(PLATINUM)).json()).toEqual(first)
    expect((await curl('GET', '/v3/tiers?programId=973')).json.data.tiers).toHaveLength(3)
  })
})
