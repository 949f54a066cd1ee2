// An app with the client and one adapter, and nothing else installed.
import { createClient, isRungsError } from '@rungs/client'
import { vinr } from '@rungs/vinr'

const answer = async () =>
  Response.json({
    data: [{ id: 'tier_gold', name: 'Gold', min_points: 5000, benefits: [] }],
    has_more: false,
  })
const rungs = createClient(vinr({ apiKey: 'sk_live_1', baseUrl: 'https://vinr.example', fetch: answer }))
const names = await rungs.tiers.list().toArray({ max: 10 })
const refused = await rungs.workflow.submit('tier_gold').catch((error) => error)
console.log(
  JSON.stringify({ names: names.map(({ name }) => name), refused: isRungsError(refused, 'unsupported') }),
)
