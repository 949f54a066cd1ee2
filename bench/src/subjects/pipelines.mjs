/** Whole calls that end at a stub, which gives a ready body: what is left is everything but the network. */

const tier = (/** @type {string} */ name, /** @type {number} */ points) => ({
  id: `tier_${name.toLowerCase()}`,
  name,
  min_points: points,
  benefits: ['Free shipping', 'Early access to sales'],
  created: 1_716_300_000,
})
const gold = JSON.stringify(tier('Gold', 5000))
/** What a create reads first, since the vendor itself lets two tiers share a threshold. */
const others = JSON.stringify({
  object: 'list',
  data: [tier('Bronze', 0), tier('Silver', 1000)],
  has_more: false,
})
const reply = (/** @type {string} */ url, method = 'GET') =>
  method === 'GET' && new URL(url).pathname.endsWith('/tiers') ? others : gold

const type = { 'content-type': 'application/json' }
const draft = { name: 'Gold', threshold: 5000, benefits: ['Free shipping', 'Early access to sales'] }

/** @typedef {'get' | 'create'} What */

async function rungs(/** @type {What} */ what, /** @type {import('@rungs/vinr').VinrSettings} */ settings) {
  const [{ createClient }, { vinr }] = await Promise.all([import('@rungs/client'), import('@rungs/vinr')])
  const { tiers } = createClient(vinr({ apiKey: 'bench-key', ...settings }))
  return what === 'get' ? () => tiers.get('tier_gold') : () => tiers.create(draft)
}

/** @type {typeof fetch} */
const stubFetch = async (input, init) => {
  const { url, method } = input instanceof Request ? input : { url: String(input), method: init?.method }
  return new Response(reply(url, method), { headers: type })
}

/** Over a stub in place of one HTTP exchange: no ky, no fetch. */
export function overStubSend(/** @type {What} */ what) {
  const headers = new Headers(type)
  return rungs(what, {
    send: async ({ url, method }) => ({ status: 200, headers, body: reply(url, method) }),
  })
}

/** Over a stub in place of fetch only: ky and the reading of a `Response` are in. */
export const overStubFetch = (/** @type {What} */ what) => rungs(what, { fetch: stubFetch })

/** ky alone over the same stub of fetch, body read and parsed; nothing is validated or mapped. */
export async function kyOverStubFetch(/** @type {What} */ what) {
  const { default: ky } = await import('ky')
  const options = {
    fetch: stubFetch,
    retry: 0,
    timeout: /** @type {const} */ (false),
    headers: { 'x-api-key': 'bench-key' },
  }
  const url = 'https://api.vinr.com/v1/tiers'
  const form = () =>
    new URLSearchParams([
      ['name', draft.name],
      ['min_points', String(draft.threshold)],
      ...draft.benefits.map((text) => ['benefits[]', text]),
    ])
  return what === 'get'
    ? async () => JSON.parse(await (await ky.get(`${url}/tier_gold`, options)).text())
    : async () => JSON.parse(await (await ky.post(url, { ...options, body: form() })).text())
}
