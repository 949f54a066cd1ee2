import { readFile } from 'node:fs/promises'
import { createClient } from '@rungs/client'
import { replay } from '@rungs/emulators'
import { expect, it } from 'vitest'
import { vinr } from '../src/index.js'

/*
 * What the emulator of VINR was recorded with (`packages/emulators/fixtures`) has to satisfy the adapter too: what it
 * sends must be in the recording, request by request, and what was answered then must be understood.
 */

const recording = await readFile(new URL('../../emulators/fixtures/vinr.har', import.meta.url), 'utf8')

const started = () => {
  // How many of a page are asked for is the adapter's own business.
  const replayed = replay(recording, { repeat: true, ignoreFields: ['limit', 'reason'] })
  const settings = { apiKey: 'sk_test_replay', baseUrl: replayed.url, fetch: replayed.fetch, retries: 0 }
  return { replayed, client: createClient(vinr(settings)) }
}

it('tiers: every operation, as recorded', async () => {
  const { replayed, client } = started()
  const before = []
  for await (const { id } of client.tiers.list()) before.push(id)
  expect(before).toEqual(['tier_bronze', 'tier_silver', 'tier_gold'])
  const made = await client.tiers.create({ name: 'Platinum', threshold: 7500, benefits: ['Lounge access'] })
  expect(made).toMatchObject({
    name: 'Platinum',
    rule: { metric: 'points.balance', op: '>=', value: '7500' },
    benefits: [{ label: 'Lounge access' }],
    createdAt: '2026-03-01T00:00:00Z',
  })
  expect(await client.tiers.get(made.id)).toMatchObject({ id: made.id, name: 'Platinum' })
  const dearer = await client.tiers.update(made.id, { threshold: 8000 })
  expect(dearer.rule).toMatchObject({ value: '8000' })
  expect(await client.tiers.delete(made.id)).toEqual({ id: made.id, deleted: true })
  await expect(client.tiers.get(made.id)).rejects.toMatchObject({ code: 'not_found', status: 404 })
  expect(replayed.unrecorded()).toEqual([])
  expect(replayed.unused().filter((request) => request.includes('/v1/tiers/'))).toEqual([])
})

it('members: the standing follows the balance, as recorded', async () => {
  const { replayed, client } = started()
  const standing = async () => (await client.members.standing('cust_ann')).tier?.name
  expect(await standing()).toBe('Bronze')
  await client.members.record('cust_ann', { type: 'earn', points: 5200 })
  expect(replayed.unrecorded()).toEqual([])
})

it('what is not in the recording is an error that says so', async () => {
  const { replayed, client } = started()
  await expect(client.tiers.get('tier_other')).rejects.toMatchObject({ code: 'network', provider: 'vinr' })
  expect(replayed.unrecorded()).toEqual(['GET /v1/tiers/tier_other'])
})
