import { createServer } from 'node:http'

/**
 * Answers every request with the same small JSON, as cheaply as node:http can, so that a client's own cost is what
 * is left. In a process of its own, whose CPU time counts for nobody.
 */
const tier = {
  id: 'tier_gold',
  name: 'Gold',
  min_points: 5000,
  benefits: ['Free shipping', 'Early access to sales'],
  created: 1_716_300_000,
}

/** The vendors' own envelopes around it, by the beginning of the path. */
const replies = [
  [
    '/loyalty-tiers/',
    {
      tier: { ...tier, tierDefinition: { name: 'Gold', description: '', icon: null }, requiredPoints: 5000 },
    },
  ],
  ['/', tier],
].map(([start, body]) => /** @type {const} */ ([String(start), Buffer.from(JSON.stringify(body))]))

const server = createServer({ keepAliveTimeout: 120_000 }, (incoming, outgoing) => {
  incoming.resume()
  const [, body = Buffer.alloc(0)] = replies.find(([start]) => incoming.url?.startsWith(start)) ?? []
  outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
  outgoing.end(body)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ port: typeof address === 'object' ? address?.port : undefined })
})
// The parent is gone: so are we.
process.once('disconnect', () => process.exit(0))
