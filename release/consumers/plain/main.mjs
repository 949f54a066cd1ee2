// An app on Node: every adapter over its emulator, a config, the engine, and what goes wrong, told as it should be.
import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { capillary } from '@rungs/capillary'
import { createClient, isRungsError, loadClient } from '@rungs/client'
import { listCases } from '@rungs/contract'
import { createEmulator } from '@rungs/emulators'
import { standingAt } from '@rungs/engine'
import { memory } from '@rungs/memory'
import { parseLadder } from '@rungs/model/schemas'
import { scrip } from '@rungs/scrip'
import { vinr } from '@rungs/vinr'
import { wix } from '@rungs/wix'
import * as umbrella from 'rungs'
import { drawLadder } from 'rungs/output'

const adapters = {
  wix: (at) => wix({ ...at, apiKey: 'IST.key', siteId: '11111111-1111-4111-8111-111111111111' }),
  capillary: (at) => capillary({ ...at, programId: 973, username: 'till', password: 'consumer' }),
  vinr: (at) => vinr({ ...at, apiKey: 'sk_live_consumer' }),
  scrip: (at) =>
    scrip({ ...at, apiKey: 'sk_key', programId: '550e8400-e29b-41d4-a716-446655440001', ladder: 'status' }),
}

const made = []
for (const [name, adapter] of Object.entries(adapters)) {
  const { url: baseUrl, fetch } = createEmulator(name, { seed: 'empty' })
  const rungs = createClient(adapter({ baseUrl, fetch }))
  const { data } = await rungs.tiers
    .create({ name: 'Gold', threshold: 5000 }, { onLoss: 'report' })
    .withDetails()
  assert.equal((await rungs.tiers.get(data.id)).name, 'Gold')
  made.push(name)
}

const local = createClient(memory())
await assert.rejects(local.tiers.get('nobody'), (error) => umbrella.isRungsError(error, 'not_found'))
assert.equal(umbrella.isRungsError, isRungsError)

await writeFile('rungs.config.yaml', 'use: here\nproviders:\n  here:\n    adapter: memory\n')
const configured = await loadClient()
await configured.tiers.create({ name: 'Silver', threshold: 1000 })
assert.match(drawLadder(await configured.ladder.get(), { unicode: false, width: 80 }), /Silver/)

const parsed = parseLadder(
  { tiers: [{ name: 'Silver', threshold: 1000 }] },
  { defaultMetric: 'points.earned' },
)
const ladder = { tiers: parsed.tiers.map((tier) => ({ ...tier, id: tier.name, rank: 1 })) }
const activity = [{ at: '2026-01-01T00:00:00Z', type: 'earn', points: '1200' }]
assert.equal(standingAt({ ladder, activity, at: '2026-02-01T00:00:00Z' }).tier?.id, 'Silver')

const { version } = JSON.parse(await readFile('node_modules/rungs/package.json', 'utf8'))
console.log(JSON.stringify({ made, cases: listCases().length, version }))
