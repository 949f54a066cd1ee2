import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@rungs/client'
import { replay } from '@rungs/emulators'
import { scrip } from '@rungs/scrip'
import { wix } from '@rungs/wix'
import { expect, test } from 'vitest'
import { root } from './markdown.js'

/*
 * What the emulators were recorded with, from the vendors' pages, has to be understood by the adapters, which know
 * nothing of the emulators. VINR's is read to its end in `packages/vinr/test/replay.test.ts`.
 */

const recorded = (vendor: string, ignoreFields: readonly string[] = []) => {
  const har = readFileSync(join(root, 'packages', 'emulators', 'fixtures', `${vendor}.har`), 'utf8')
  const { fetch, url: baseUrl, unrecorded } = replay(har, { repeat: true, ignoreFields })
  return { settings: { fetch, baseUrl, retries: 0 }, unrecorded }
}

test('Wix: tiers as they were recorded, and what became of one', async () => {
  // The SDK of Wix repeats ids of paths as parameters; the adapter need not.
  const { settings, unrecorded } = recorded('wix', ['tierId', 'id'])
  const siteId = '11111111-1111-4111-8111-111111111111'
  const rungs = createClient(wix({ ...settings, apiKey: 'IST.replay', siteId }))
  const tiers = []
  for await (const tier of rungs.tiers.list()) tiers.push(tier)
  expect(tiers.map(({ name }) => name)).toEqual(['Silver', 'Gold'])
  const gold = tiers[1]?.id ?? ''
  expect(await rungs.tiers.get(gold)).toMatchObject({
    name: 'Gold',
    description: 'Gold members',
    rule: { metric: 'points.earned', op: '>=', value: '500' },
    revision: '1',
    createdAt: expect.stringMatching(/^2026-03-01T00:00:00/),
  })
  await expect(rungs.tiers.get(gold)).rejects.toMatchObject({ code: 'not_found', vendorCode: 'NOT_FOUND' })
  expect(unrecorded()).toEqual([])
})

test('Scrip: a ladder as it was recorded', async () => {
  const { settings, unrecorded } = recorded('scrip')
  const programId = '550e8400-e29b-41d4-a716-446655440001'
  const rungs = createClient(scrip({ ...settings, apiKey: 'sk_replay', programId, ladder: 'loyalty' }))
  const ladder = await rungs.ladder.get()
  expect(ladder).toMatchObject({ name: 'Loyalty Status', status: 'active' })
  expect(ladder.lifecycle).toMatchObject({ review: 'period_end', downgrade: { policy: 'requalify' } })
  expect(ladder.tiers.map(({ name, rank, rule }) => [name, rank, rule])).toEqual([
    ['Silver', 1, { metric: 'counter:ytd_spend', op: '>=', value: '500' }],
    ['Gold', 2, { metric: 'counter:ytd_spend', op: '>=', value: '2000' }],
  ])
  expect(unrecorded()).toEqual([])
})
