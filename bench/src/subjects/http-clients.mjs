import { Agent, get } from 'node:http'
import { sendOverFetch } from '@rungs/transport'

/**
 * The clients that read one resource, each from the server of ready replies and as its maker documents it: with a
 * credential, with JSON parsed, and with its own retries and telemetry off where it can be told so.
 * @typedef {{ name: string, connect: (server: { url: string, port: number }) => Promise<() => Promise<unknown>> }} HttpClient
 */

const key = 'bench-key'
const fetchName = 'bare fetch + JSON.parse'

/** @returns {HttpClient} */
const rungsVinr = (
  /** @type {string} */ name,
  /** @type {import('@rungs/vinr').VinrSettings} */ settings = {},
) => ({
  name,
  async connect({ url }) {
    const [{ createClient }, { vinr }] = await Promise.all([import('@rungs/client'), import('@rungs/vinr')])
    const rungs = createClient(vinr({ apiKey: key, baseUrl: url, ...settings }))
    return () => rungs.tiers.get('tier_gold')
  },
})

export const ours = rungsVinr('@rungs/client + @rungs/vinr')
export const oursOverFetch = rungsVinr('ours over sendOverFetch', { send: sendOverFetch() })

/** @type {HttpClient} */
const bareFetch = {
  name: fetchName,
  async connect({ url }) {
    const headers = { 'x-api-key': key }
    return async () => JSON.parse(await (await fetch(`${url}/v1/tiers/tier_gold`, { headers })).text())
  },
}

/** @type {HttpClient} */
const kyOnce = {
  name: 'ky',
  async connect({ url }) {
    const { default: ky } = await import('ky')
    const options = /** @type {const} */ ({ headers: { 'x-api-key': key }, retry: 0, timeout: false })
    return async () => JSON.parse(await (await ky.get(`${url}/v1/tiers/tier_gold`, options)).text())
  },
}

/** @type {HttpClient} */
const nodeHttp = {
  name: 'node:http',
  async connect({ url }) {
    const agent = new Agent({ keepAlive: true })
    const options = { agent, headers: { 'x-api-key': key } }
    return () =>
      new Promise((resolve, reject) => {
        get(`${url}/v1/tiers/tier_gold`, options, async (reply) => {
          let text = ''
          reply.setEncoding('utf8')
          reply.on('data', (chunk) => {
            text += chunk
          })
          reply.once('end', () => resolve(JSON.parse(text)))
        }).once('error', reject)
      })
  },
}

/** @type {HttpClient} */
const wix = {
  name: '@wix/sdk',
  async connect({ url }) {
    const [{ createClient, ApiKeyStrategy }, { tiers }] = await Promise.all([
      import('@wix/sdk'),
      import('@wix/loyalty'),
    ])
    const client = createClient({
      modules: { tiers },
      auth: ApiKeyStrategy({ apiKey: key, siteId: 'bench' }),
      // The one door to another origin: it asks for https://www.wixapis.com/... by itself.
      fetch: (input, init) => fetch(url + new URL(String(input)).pathname, init),
    })
    return () => client.tiers.getTier('tier_gold')
  },
}

/** @type {HttpClient} */
const voucherify = {
  name: '@voucherify/sdk',
  async connect({ url }) {
    const { VoucherifyServerSide } = (await import('@voucherify/sdk')).default
    const client = VoucherifyServerSide({ apiUrl: url, applicationId: 'bench', secretKey: key })
    return () => client.loyalties.get('tier_gold')
  },
}

/** @type {HttpClient} */
const talonOne = {
  name: 'talon_one',
  async connect({ url }) {
    const { ApiClient, ManagementApi } = await import('talon_one')
    const client = new ApiClient()
    client.basePath = url
    // Its types say that this is a list of names; it is an object by name.
    Object.assign(client.authentications, {
      manager_auth: { type: 'apiKey', in: 'header', name: 'Authorization', apiKey: key },
    })
    const api = new ManagementApi(client)
    return () => api.getLoyaltyProgram('tier_gold')
  },
}

/** @type {HttpClient} */
const stripe = {
  name: 'stripe',
  async connect({ port }) {
    const { Stripe } = await import('stripe')
    const client = new Stripe(key, {
      host: '127.0.0.1',
      port,
      protocol: 'http',
      telemetry: false,
      maxNetworkRetries: 0,
    })
    return () => client.customers.retrieve('tier_gold')
  },
}

export const peers = [bareFetch, kyOnce, wix, voucherify, talonOne, stripe, nodeHttp]
