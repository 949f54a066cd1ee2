import { Agent, get } from 'node:http'

/**
 * The clients that read one resource, each from the server of ready replies and as its maker documents it: with a
 * credential, with JSON parsed, and with its own retries and telemetry off where it can be told so.
 * @typedef {{ url: string, port: number }} Server
 */

const key = 'bench-key'

/** Ours with nothing but what it needs. */
export async function rungsVinr(
  /** @type {Server} */ { url },
  /** @type {import('@rungs/vinr').VinrSettings} */ settings,
) {
  const [{ createClient }, { vinr }] = await Promise.all([import('@rungs/client'), import('@rungs/vinr')])
  const rungs = createClient(vinr({ apiKey: key, baseUrl: url, ...settings }))
  return () => rungs.tiers.get('tier_gold')
}

/** Ours without ky. */
export async function rungsVinrOverFetch(/** @type {Server} */ server) {
  const { sendOverFetch } = await import('@rungs/transport')
  return rungsVinr(server, { send: sendOverFetch() })
}

export async function bareFetch(/** @type {Server} */ { url }) {
  const headers = { 'x-api-key': key }
  return async () => JSON.parse(await (await fetch(`${url}/v1/tiers/tier_gold`, { headers })).text())
}

export async function kyOnce(/** @type {Server} */ { url }) {
  const { default: ky } = await import('ky')
  const options = /** @type {const} */ ({ headers: { 'x-api-key': key }, retry: 0, timeout: false })
  return async () => JSON.parse(await (await ky.get(`${url}/v1/tiers/tier_gold`, options)).text())
}

export async function nodeHttp(/** @type {Server} */ { url }) {
  const options = { agent: new Agent({ keepAlive: true }), headers: { 'x-api-key': key } }
  return () =>
    new Promise((resolve, reject) => {
      get(`${url}/v1/tiers/tier_gold`, options, (reply) => {
        let text = ''
        reply.setEncoding('utf8')
        reply.on('data', (chunk) => {
          text += chunk
        })
        reply.once('end', () => resolve(JSON.parse(text)))
      }).once('error', reject)
    })
}

export async function wix(/** @type {Server} */ { url }) {
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
}

export async function voucherify(/** @type {Server} */ { url }) {
  const { VoucherifyServerSide } = (await import('@voucherify/sdk')).default
  const client = VoucherifyServerSide({ apiUrl: url, applicationId: 'bench', secretKey: key })
  return () => client.loyalties.get('tier_gold')
}

export async function talonOne(/** @type {Server} */ { url }) {
  const { ApiClient, ManagementApi } = await import('talon_one')
  const client = new ApiClient()
  client.basePath = url
  // Its types say that this is a list of names; it is an object by name.
  Object.assign(client.authentications, {
    manager_auth: { type: 'apiKey', in: 'header', name: 'Authorization', apiKey: key },
  })
  const api = new ManagementApi(client)
  return () => api.getLoyaltyProgram('tier_gold')
}

export async function stripe(/** @type {Server} */ { port }) {
  const { Stripe } = await import('stripe')
  const client = new Stripe(key, {
    host: '127.0.0.1',
    port,
    protocol: 'http',
    telemetry: false,
    maxNetworkRetries: 0,
  })
  return () => client.customers.retrieve('tier_gold')
}
