import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { capillary } from '../src/index.js'
import { type CapillarySettings, checkSettings } from '../src/settings.js'
import { errorOf, list, stub, till } from './support.js'

const variables = ['PROGRAM_ID', 'BASE_URL', 'USERNAME', 'PASSWORD', 'CLIENT_ID', 'CLIENT_SECRET']
beforeEach(() => {
  for (const name of variables) vi.stubEnv(`CAPILLARY_${name}`, undefined)
})
afterEach(() => vi.unstubAllEnvs())

const given = { programId: 973, ...till }
const problem = (settings: object): { code?: string; message?: string; issues?: { path: string }[] } => {
  try {
    capillary(settings)
  } catch (error) {
    return error as object
  }
  return {}
}

describe('settings', () => {
  it.each<[Partial<CapillarySettings>, string]>([
    [{}, 'https://eu.intouch.capillarytech.com'],
    [{ cluster: 'eu' }, 'https://eu.intouch.capillarytech.com'],
    [{ cluster: 'apac' }, 'https://apac.api.intouch.capillarytech.com'],
    [{ cluster: 'us' }, 'https://ushc.api.capillarytech.com'],
    [{ cluster: 'sea' }, 'https://sea.api.capillarytech.com'],
    [{ baseUrl: 'https://x.example/v3/' }, 'https://x.example'],
    [{ baseUrl: 'https://x.example', cluster: 'us' }, 'https://x.example'],
  ])('%j is at %s, customers too', (settings, url) => {
    const checked = checkSettings({ ...given, ...settings })
    expect([checked.baseUrl, checked.customerBaseUrl]).toEqual([url, url])
  })

  it.each([
    [{ programId: 1.5 }, 'programId'],
    [{ programId: -1 }, 'programId'],
    [{ programId: '973' }, 'programId'],
    [{ cluster: 'mars' }, 'cluster'],
    [{ kpiType: 'VISITS' }, 'kpiType'],
    [{ newTiers: 'live' }, 'newTiers'],
    [{ passwordHash: 'sha' }, 'passwordHash'],
    [{ trackers: { nights: { trackerId: 1 } } }, 'trackers'],
    [{ trackers: [] }, 'trackers'],
    [{ utcOffset: 'Z' }, 'utcOffset'],
    [{ tierHistory: 'v2' }, 'tierHistory'],
    [{ identifierName: 'a b' }, 'identifierName'],
    [{ username: 'a:b' }, 'username'],
    [{ clientId: 'c' }, 'clientId'],
    [{ apiKey: 'x' }, 'apiKey'],
  ])('%j is refused, naming %s', (settings, path) => {
    const error = problem({ ...given, ...settings })
    expect(error).toMatchObject({ code: 'configuration', issues: [{ path }] })
    expect(error.message).not.toContain(till.password)
  })

  it.each([
    [{ ...till }, ['programId'], 'CAPILLARY_PROGRAM_ID'],
    [{ programId: 973 }, ['username', 'password'], 'CAPILLARY_USERNAME'],
    [{ programId: 973, username: 'u' }, ['password'], 'CAPILLARY_PASSWORD'],
    [{ programId: 973, clientId: 'c' }, ['clientSecret'], 'CAPILLARY_CLIENT_SECRET'],
    [{ clientSecret: 's' }, ['programId', 'clientId'], 'CAPILLARY_CLIENT_ID'],
  ])('without what it needs, %j is refused, naming %j and %s', (settings, paths, variable) => {
    const error = problem(settings)
    expect(error).toMatchObject({ code: 'configuration', issues: paths.map((path) => ({ path })) })
    expect(error.message).toContain(variable)
  })

  it.each(['973a', '-1', '1.5', ' '])('a program %j in the environment is refused', (value) => {
    vi.stubEnv('CAPILLARY_PROGRAM_ID', value)
    expect(problem(till)).toMatchObject({ code: 'configuration', issues: [{ path: 'programId' }] })
  })

  it('come from the environment where they are absent', () => {
    for (const [name, value] of [
      ['PROGRAM_ID', '974'],
      ['BASE_URL', 'https://env.example'],
      ['USERNAME', 'u'],
      ['PASSWORD', 'p'],
    ])
      vi.stubEnv(`CAPILLARY_${name}`, value)
    expect(checkSettings({})).toMatchObject({
      programId: 974,
      baseUrl: 'https://env.example',
      username: 'u',
      password: 'p',
    })
    expect(checkSettings({ programId: 0 })).toMatchObject({ programId: 0 })
    vi.stubEnv('CAPILLARY_CLIENT_ID', 'c')
    vi.stubEnv('CAPILLARY_CLIENT_SECRET', 's')
    const byClient = checkSettings({})
    expect(byClient).toMatchObject({ clientId: 'c', clientSecret: 's' })
    expect(byClient).not.toHaveProperty('password')
    expect(checkSettings(till)).toMatchObject(till)
    expect(checkSettings(till)).not.toHaveProperty('clientSecret')
  })

  it.each([
    ['CURRENT_POINTS', 'points.balance'],
    ['CUMULATIVE_POINTS', 'points.earned'],
    ['CUMULATIVE_PURCHASES', 'spend'],
    ['TRACKER_VALUE_BASED', 'counter:tracker'],
  ] as const)('a program of %s has the default metric %s, and no other by itself', (kpiType, metric) => {
    const { defaultMetric, capabilities } = capillary({ ...given, kpiType })
    expect(defaultMetric).toBe(metric)
    const native = Object.entries(capabilities).filter(
      ([key, { support }]) => /^metric/.test(key) && support === 'native',
    )
    expect(native.map(([key]) => key)).toEqual([
      metric.startsWith('counter') ? 'metric.counter' : `metric.${metric}`,
    ])
  })
})

describe('Basic authentication', () => {
  const sent = async (settings: CapillarySettings) => {
    const { client, requests } = stub(() => list(), settings)
    await client.tiers.list()
    await client.tiers.list()
    return requests.map(({ headers }) =>
      Buffer.from(String(headers.authorization).replace('Basic ', ''), 'base64').toString(),
    )
  }

  it('is the till id and the MD5 of the password, in hex', async () => {
    const hash = createHash('md5').update(till.password).digest('hex')
    expect(await sent({})).toEqual([`75237721:${hash}`, `75237721:${hash}`])
  })

  it('is the password itself where the settings say so', async () => {
    expect(await sent({ passwordHash: 'none' })).toEqual(Array(2).fill(`75237721:${till.password}`))
  })
})

describe('OAuth', () => {
  const client = { clientId: 'key-1', clientSecret: 'secret-canary' }
  const tokens = '/v3/oauth/token/generate'
  const granted = (token: string, ttlSeconds = 300) => ({
    body: { data: { accessToken: token, ttlSeconds }, errors: null },
  })

  it('gets one token for all calls at once, and sends it and nothing else', async () => {
    const { client: rungs, requests } = stub(({ path }) => (path === tokens ? granted('t1') : list()), client)
    await Promise.all([rungs.tiers.list(), rungs.tiers.list(), rungs.ladder.get()])
    expect(requests.filter(({ path }) => path === tokens)).toMatchObject([
      { method: 'POST', body: { key: 'key-1', secret: 'secret-canary' } },
    ])
    for (const { path, headers } of requests) {
      expect(headers.authorization).toBeUndefined()
      expect(headers['x-cap-api-oauth-token']).toBe(path === tokens ? undefined : 't1')
    }
  })

  it('gets another before the first ends', async () => {
    let now = 0
    const clock = { now: () => now, sleep: async () => {} }
    let made = 0
    const { client: rungs, requests } = stub(
      ({ path }) => (path === tokens ? granted(`t${++made}`) : list()),
      { ...client, clock },
    )
    for (now of [0, 279_000, 281_000]) await rungs.tiers.list()
    const used = requests.flatMap(({ headers }) => headers['x-cap-api-oauth-token'] ?? [])
    expect(used).toEqual(['t1', 't1', 't2'])
  })

  it('gets another when the first is refused, once', async () => {
    let made = 0
    const { client: rungs, requests } = stub(({ path, headers }, index) => {
      if (path === tokens) return granted(`t${++made}`)
      return index > 1 && headers['x-cap-api-oauth-token'] === 't1' ? { status: 401 } : list()
    }, client)
    await rungs.tiers.list()
    await rungs.tiers.list()
    expect(requests.flatMap(({ headers }) => headers['x-cap-api-oauth-token'] ?? [])).toEqual([
      't1',
      't1',
      't2',
    ])
  })

  it.each([
    [{ status: 401, body: { errors: [{ code: 1, message: 'secret-canary is wrong' }] } }, 'authentication'],
    [{ body: { data: { token: 'x' } } }, 'unexpected_response'],
    [{ body: { data: { accessToken: 'token-canary' } } }, 'unexpected_response'],
    [{ body: { data: { accessToken: 'token-canary ', ttlSeconds: 300 } } }, 'unexpected_response'],
    [{ status: 500 }, 'unavailable'],
  ] as const)('that fails (%j) is %s, with no secret and nothing sent', async (answer, code) => {
    const { client: rungs, lines } = stub(() => answer as never, client)
    const thrown = await errorOf(rungs.tiers.list({}, { retries: 0 }))
    expect(thrown).toMatchObject({ code })
    expect(new Set(lines())).toEqual(new Set([`POST ${tokens}`]))
    expect(JSON.stringify(thrown) + thrown.message + thrown.stack).not.toMatch(/(secret|token)-canary/)
  })
})
