import { RungsError } from '@rungs/model'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { wix } from '../src/index.js'
import { checkSettings, type WixSettings } from '../src/settings.js'
import { apiKey, errorOf, gold, siteId, stub } from './support.js'

const refusalOf = (settings: WixSettings): RungsError => {
  try {
    wix(settings)
  } catch (error) {
    if (error instanceof RungsError) return error
  }
  throw new Error('expected a RungsError')
}

afterEach(() => vi.unstubAllEnvs())

describe('the API key and the site', () => {
  it('are taken from the settings before the environment', () => {
    vi.stubEnv('WIX_API_KEY', 'IST.environment')
    vi.stubEnv('WIX_SITE_ID', 'site-environment')
    expect(checkSettings({ apiKey })).toMatchObject({ apiKey, siteId: 'site-environment' })
    expect(checkSettings({ siteId })).toMatchObject({ apiKey: 'IST.environment', siteId })
  })

  it('are asked for together, each by both names', () => {
    vi.stubEnv('WIX_API_KEY', '')
    vi.stubEnv('WIX_SITE_ID', undefined)
    const { code, message, issues } = refusalOf({})
    expect(code).toBe('configuration')
    for (const name of ['WIX_API_KEY', 'WIX_SITE_ID']) expect(message).toContain(name)
    expect(issues.map(({ path }) => path)).toEqual(['apiKey', 'siteId'])
  })

  it('are sent raw, without Bearer', async () => {
    const { client, requests } = stub(() => ({ body: { tier: gold } }))
    await client.tiers.get(gold.id)
    expect(requests[0]?.headers).toMatchObject({ authorization: apiKey, 'wix-site-id': siteId })
    expect(requests[0]?.headers).not.toHaveProperty('wix-account-id')
  })

  it('refuse Bearer, and are not repeated in the error', () => {
    const { code, message } = refusalOf({ apiKey: 'Bearer secretpart', siteId })
    expect([code, message.includes('secretpart')]).toEqual(['configuration', false])
    expect(message).toContain('without Bearer')
  })
})

describe('the access token of an app', () => {
  it('needs neither key nor site, and is sent raw', async () => {
    const { client, requests } = stub(() => ({ body: { tier: gold } }), { accessToken: 'OauthNG.canary' })
    await client.tiers.get(gold.id)
    expect(requests[0]?.headers.authorization).toBe('OauthNG.canary')
    expect(requests[0]?.headers).not.toHaveProperty('wix-site-id')
  })

  it('may be asked for before each request, and is redacted', async () => {
    let asked = 0
    const { client, requests } = stub(() => ({ status: 404, body: { message: 'No OauthNG.canary2' } }), {
      accessToken: async () => `OauthNG.canary${++asked}`,
    })
    await errorOf(client.tiers.get(gold.id))
    const thrown = await errorOf(client.tiers.get(gold.id))
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([
      'OauthNG.canary1',
      'OauthNG.canary2',
    ])
    expect(thrown.message + JSON.stringify(thrown)).not.toContain('canary')
  })

  it('that cannot be had is an authentication error, with nothing sent', async () => {
    const { client, requests } = stub(() => ({}), {
      accessToken: () => Promise.reject(new Error('no network')),
    })
    expect(await errorOf(client.tiers.get(gold.id))).toMatchObject({ code: 'authentication' })
    expect(requests).toEqual([])
  })

  it('does not go with an API key', () => {
    expect(refusalOf({ apiKey, siteId, accessToken: 'x' })).toMatchObject({
      issues: [{ path: 'accessToken' }],
    })
  })
})

describe('the base URL', () => {
  it('is of the setting, else of the environment, else that of Wix', () => {
    expect(checkSettings({ apiKey, siteId }).baseUrl).toBe('https://www.wixapis.com')
    vi.stubEnv('WIX_BASE_URL', 'http://127.0.0.1:4000/')
    expect(checkSettings({ apiKey, siteId }).baseUrl).toBe('http://127.0.0.1:4000')
    const baseUrl = 'https://shop.example/_api'
    expect(checkSettings({ apiKey, siteId, baseUrl }).baseUrl).toBe(baseUrl)
  })

  it.each(['http://www.wixapis.com', 'nonsense'])('may not be %s', (baseUrl) => {
    expect(refusalOf({ apiKey, siteId, baseUrl })).toMatchObject({ issues: [{ path: 'baseUrl' }] })
  })
})

describe('every setting', () => {
  it.each<[string, unknown]>([
    ['apiKey', 7],
    ['siteId', 'two words'],
    ['accessToken', 'two words'],
    ['accessToken', 7],
    ['memberIds', 'customer'],
    ['appId', ' '],
    ['zeroPoints', true],
    ['shortestWindow', 0],
    ['shortestWindow', 37],
    ['shortestWindow', 1.5],
    ['send', {}],
    ['retries', 21],
    ['apikey', 'x'],
    ['toString', 1],
  ])('%s may not be %j', (key, value) => {
    const settings = { apiKey, siteId, [key]: value } as WixSettings
    expect(refusalOf(settings)).toMatchObject({ code: 'configuration', issues: [{ path: key }] })
  })

  it('about calls is handed to the client', () => {
    expect(wix({ apiKey, siteId, timeoutMs: 5, retries: 0 }).defaults).toEqual({ timeoutMs: 5, retries: 0 })
  })
})

describe('the site of one call', () => {
  it('is sent with that call alone', async () => {
    const { client, requests } = stub(() => ({ body: { tier: gold } }))
    await client.tiers.get(gold.id, { vendor: { wix: { siteId: 'other' } } })
    await client.tiers.get(gold.id, { vendor: { vinr: { version: 'x' } } })
    expect(requests.map(({ headers }) => headers['wix-site-id'])).toEqual(['other', siteId])
  })

  it.each([
    [{ wix: { siteId: 7 } }, 'vendor.wix.siteId'],
    [{ wix: { orderId: 'x' } }, 'vendor.wix.orderId'],
    [{ wix: 'x' }, 'vendor.wix'],
  ])('%j is refused at %s, with nothing sent', async (vendor, path) => {
    const { client, requests } = stub(() => ({ body: { tier: gold } }))
    const thrown = await errorOf(client.tiers.get(gold.id, { vendor: vendor as never }))
    expect(thrown).toMatchObject({ code: 'invalid_input', issues: [{ path }] })
    expect(requests).toEqual([])
  })
})

describe('the X-Wix-Consistent of a reply', () => {
  it('goes with the requests after it, so that they see what was written', async () => {
    const given = ['', 'c1', '', 'c2']
    const { client, requests } = stub((_request, index) => ({
      body: { tier: gold },
      headers: given[index] ? { 'x-wix-consistent': given[index] } : {},
    }))
    for (const _ of given) await client.tiers.get(gold.id)
    await client.native.tiers.getTier(gold.id)
    const sent = requests.map(({ headers }) => headers['x-wix-consistent'])
    expect(sent).toEqual([undefined, undefined, 'c1', 'c1', 'c2'])
  })
})
