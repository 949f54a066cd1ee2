/** A `tiers.get` of each adapter over the replies that its vendor's emulator gave once. */

/** @typedef {import('@rungs/transport').Send} Send */

/**
 * Makes a tier at the emulator, reads it once over it, and then gives the call over what was answered.
 * @param {string} vendor
 */
export async function getOverReplies(vendor) {
  const [{ createClient }, { createEmulator }, connect] = await Promise.all([
    import('@rungs/client'),
    import('@rungs/emulators'),
    adapterOf(vendor),
  ])
  const emulator = createEmulator(/** @type {never} */ (vendor), { seed: 'empty' })
  const { id } = await createClient(connect({ baseUrl: emulator.url, fetch: emulator.fetch })).tiers.create({
    name: 'Gold',
    threshold: 5000,
  })
  /** @type {Map<string, { status: number, headers: Headers, body: string }>} */
  const replies = new Map()
  /** @type {Send} */
  const send = async ({ url, method, headers, body }) => {
    const known = replies.get(url)
    if (known !== undefined) return known
    const reply = await emulator.fetch(url, { method, headers, ...(body === undefined ? {} : { body }) })
    const kept = { status: reply.status, headers: reply.headers, body: await reply.text() }
    replies.set(url, kept)
    return kept
  }
  const { tiers } = createClient(connect({ baseUrl: emulator.url, send }))
  return () => tiers.get(id)
}

/** @returns {Promise<(at: { baseUrl: string, fetch?: typeof fetch, send?: Send }) => import('@rungs/client').AnyProvider>} */
async function adapterOf(/** @type {string} */ vendor) {
  if (vendor === 'wix') {
    const { wix } = await import('@rungs/wix')
    return (at) => wix({ ...at, apiKey: 'IST.bench', siteId: '11111111-1111-4111-8111-111111111111' })
  }
  if (vendor === 'capillary') {
    const { capillary } = await import('@rungs/capillary')
    return (at) => capillary({ ...at, programId: 973, username: 'till', password: 'bench' })
  }
  if (vendor === 'scrip') {
    const { scrip } = await import('@rungs/scrip')
    const programId = '550e8400-e29b-41d4-a716-446655440001'
    return (at) => scrip({ ...at, apiKey: 'sk_bench', programId, ladder: 'status' })
  }
  const { vinr } = await import('@rungs/vinr')
  return (at) => vinr({ ...at, apiKey: 'sk_live_bench' })
}
