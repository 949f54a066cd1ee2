import { readFile } from 'node:fs/promises'
import { createClient } from '@rungs/client'
import { replay } from '@rungs/emulators'
import { expect, it } from 'vitest'
import { wix } from '../src/index.js'
import { apiKey, siteId } from './support.js'

/*
 * What the emulator of Wix was recorded with (`packages/emulators/fixtures`) has to satisfy the adapter too: what it
 * sends must be in the recording, request by request, and what was answered then must be understood.
 */

const recording = await readFile(new URL('../../emulators/fixtures/wix.har', import.meta.url), 'utf8')
const goldId = '8edc296d-4eff-456e-8170-20fb8fb15805'
const accountId = '97cfd3bf-e698-4121-89a1-329261b50b8e'

const started = () => {
  // The SDK of Wix repeats an id of the path in the query. What points are booked under is the adapter's own business.
  const ignoreFields = ['tierId', 'id', 'appId', 'description']
  const replayed = replay(recording, { repeat: true, ignoreFields })
  const settings = { apiKey, siteId, memberIds: 'account', retries: 0 } as const
  const client = createClient(wix({ ...settings, baseUrl: replayed.url, fetch: replayed.fetch }))
  return { replayed, client }
}

it('the ladder and its tiers, as recorded', async () => {
  const { replayed, client } = started()
  const ladder = await client.ladder.get()
  expect(ladder).toMatchObject({ status: 'disabled', revision: '1', baseTier: { name: 'Basic' }, tiers: [] })
  const tiers = (await client.tiers.list()).items
  expect(tiers.map(({ name, rank }) => [name, rank])).toEqual([
    ['Silver', 101],
    ['Gold', 501],
  ])
  await expect(client.tiers.create({ name: 'Gold', threshold: 600 })).rejects.toMatchObject({
    code: 'conflict',
  })
  const gold = await client.tiers.get(goldId)
  expect(gold).toMatchObject({ name: 'Gold', description: 'Gold members', revision: '1' })
  expect(replayed.unrecorded()).toEqual([])
})

it('members, as recorded', async () => {
  const { replayed, client } = started()
  expect((await client.members.standing(accountId)).tier).toBeNull()
  const earned = { idempotencyKey: 'order-1' }
  await client.members.record(accountId, { type: 'earn', points: 150 }, earned)
  expect(await client.members.standing(accountId)).toMatchObject({
    tier: { name: 'Silver' },
    metrics: { 'points.earned': '150', 'points.balance': '150' },
    next: { tier: { name: 'Gold' }, remaining: '350' },
  })
  expect(replayed.unrecorded()).toEqual([])
})

it('Wix natively, as recorded', async () => {
  const { replayed, client } = started()
  const tierDefinition = { name: 'Gold', description: 'Gold members' }
  const change = { revision: '1', tierDefinition, requiredPoints: 700 }
  const { tiers } = client.native
  expect(await tiers.createTier({ tierDefinition, requiredPoints: 500 })).toMatchObject({ revision: '1' })
  expect(await tiers.updateTier(goldId, change)).toMatchObject({ revision: '2' })
  await expect(tiers.updateTier(goldId, change)).rejects.toMatchObject({
    code: 'conflict',
    vendorCode: 'INVALID_REVISION',
  })
  expect(await tiers.getTier(goldId)).toMatchObject({ id: goldId })
  await tiers.deleteTier(goldId, '2')
  await expect(tiers.getTier(goldId)).rejects.toMatchObject({ code: 'not_found', vendorCode: 'NOT_FOUND' })
  expect(replayed.unrecorded()).toEqual([])
})

it('what is not in the recording is an error that says so', async () => {
  const { replayed, client } = started()
  const other = goldId.replace('8', '9')
  await expect(client.tiers.get(other)).rejects.toMatchObject({ code: 'network', provider: 'wix' })
  expect(replayed.unrecorded()).toEqual([`GET /loyalty-tiers/v1/tiers/${other}`])
})
