import { RungsError } from '@rungs/model'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type ScripSettings, scrip } from '../src/index.js'
import { checkSettings } from '../src/settings.js'
import { apiKey, at, errorOf, keeping, loyalty, programId, stub } from './support.js'

const good = { apiKey, programId, ladder: 'loyalty' }
const refusalOf = (settings: object): RungsError => {
  try {
    scrip(settings as ScripSettings)
  } catch (error) {
    if (error instanceof RungsError) return error
  }
  throw new Error('expected a RungsError')
}

afterEach(() => vi.unstubAllEnvs())

describe('what has to be there', () => {
  it.each([
    ['apiKey', 'SCRIP_API_KEY', 'sk_environment'],
    ['programId', 'SCRIP_PROGRAM_ID', '550e8400-e29b-41d4-a716-446655440009'],
    ['ladder', 'SCRIP_LADDER', 'status'],
  ] as const)('%s comes from the setting, else from %s, else both are named', (path, variable, value) => {
    vi.stubEnv(variable, value)
    const { [path]: _given, ...rest } = good
    expect([checkSettings(good)[path], checkSettings(rest)[path]]).toEqual([good[path], value])
    vi.stubEnv(variable, '')
    const { code, message, issues } = refusalOf(rest)
    expect([code, issues.map((issue) => issue.path)]).toEqual(['configuration', [path]])
    expect(message).toContain(variable)
  })

  it.each([
    [undefined, 'https://api.scrip.dev'],
    ['https://api.scrip.dev/v1/', 'https://api.scrip.dev'],
    ['http://127.0.0.1:4000/v1', 'http://127.0.0.1:4000'],
  ])('the base URL of %s is %s', (baseUrl, expected) => {
    expect(checkSettings({ ...good, ...(baseUrl === undefined ? {} : { baseUrl }) }).baseUrl).toBe(expected)
    if (baseUrl === undefined) return
    vi.stubEnv('SCRIP_BASE_URL', baseUrl)
    expect(checkSettings(good).baseUrl).toBe(expected)
  })
})

it.each<[string, unknown]>([
  ['apiKey', 'two words'],
  ['programId', 'loyalty'],
  ['ladder', 'Loyalty'],
  ['ladder', '1st'],
  ['defaultMetric', 'miles'],
  ['counters', { miles: 'm' }],
  ['counters', { spend: '' }],
  ['counters', { spend: 'visits' }],
  ['labelsKey', ''],
  ['clearWith', 'none'],
  ['archiveRoute', 'put'],
  ['programme', 'x'],
])('%s: %j is refused, and not repeated', (path, value) => {
  const { code, message, issues } = refusalOf({ ...good, [path]: value })
  expect([code, issues.map((issue) => issue.path)]).toEqual(['configuration', [path]])
  if (typeof value === 'string' && value.length > 6) expect(message).not.toContain(value)
})

it('sends the key, and nothing before the first call', async () => {
  const { client, requests } = stub(() => ({ body: loyalty }))
  expect(requests).toEqual([])
  await client.tiers.list()
  expect(requests).toMatchObject([{ method: 'GET', path: at, headers: { 'x-api-key': apiKey } }])
})

it('takes counters and the default metric by name, both ways', async () => {
  const { answer, levels } = keeping()
  const { client } = stub(answer, { counters: { spend: 'ytd_spend' }, defaultMetric: 'spend' })
  const { rule } = await client.tiers.create({ name: 'Gold', threshold: '0.5' })
  expect(rule).toEqual({ metric: 'spend', op: '>=', value: '0.5' })
  expect(levels()[0]?.qualification).toMatchObject({ criteria: [{ counter: 'ytd_spend', threshold: 0.5 }] })
})

it('keeps labels under the key that it names', async () => {
  const { answer, levels } = keeping()
  const { client } = stub(answer, { labelsKey: 'perks' })
  const { benefits } = await client.tiers.create({ name: 'Gold', benefits: ['a'] })
  expect([benefits, levels()[0]?.benefits]).toEqual([[{ label: 'a' }], { perks: ['a'] }])
})

describe('a ladder that is named by its id', () => {
  it('is looked for in all pages of the list, and written to by its key', async () => {
    const { client, requests } = stub(
      ({ method, query }) => {
        if (method !== 'GET') return { body: loyalty }
        const data = query.cursor === 'more' ? [loyalty] : [{ ...loyalty, id: 'other' }]
        return { body: { data, pagination: { has_more: query.cursor === undefined, next_cursor: 'more' } } }
      },
      { ladder: loyalty.id.toUpperCase() },
    )
    expect((await client.ladder.get()).id).toBe('loyalty')
    await client.tiers.update('gold', { name: 'Gold' })
    expect(requests.at(-1)).toMatchObject({ method: 'PATCH', path: at })
  })

  it('in a list that goes on nowhere is not taken for one that is not there', async () => {
    const pagination = { has_more: true, next_cursor: null }
    const { client } = stub(() => ({ body: { data: [], pagination } }), { ladder: loyalty.id })
    expect(await errorOf(client.ladder.get())).toMatchObject({ code: 'unexpected_response' })
  })

  it('that is not there is not_found, and nothing is made', async () => {
    const { client, writes } = stub(() => ({ body: { data: [] } }), { ladder: loyalty.id })
    for (const call of [() => client.tiers.list(), () => client.tiers.create({ name: 'Gold', threshold: 1 })])
      expect(await errorOf(call())).toMatchObject({
        code: 'not_found',
        issues: [{ path: 'settings.ladder' }],
      })
    expect(writes()).toEqual([])
  })
})
