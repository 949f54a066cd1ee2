import { readFile } from 'node:fs/promises'
import { createClient } from '@rungs/client'
import { replay } from '@rungs/emulators'
import { expect, it } from 'vitest'
import { capillary } from '../src/index.js'
import { errorOf, till } from './support.js'

/*
 * What the emulator of Capillary was recorded with (`packages/emulators/fixtures`) has to satisfy the adapter too: what
 * it sends must be in the recording, request by request, and what was answered then must be understood.
 */

const recording = await readFile(new URL('../../emulators/fixtures/capillary.har', import.meta.url), 'utf8')

const started = () => {
  const replayed = replay(recording, { repeat: true })
  const settings = {
    programId: 973,
    ...till,
    identifierName: 'mobile',
    tierHistory: 'none',
    retries: 0,
  } as const
  const client = createClient(capillary({ ...settings, baseUrl: replayed.url, fetch: replayed.fetch }))
  return { replayed, client }
}

const platinum = {
  name: 'Platinum',
  description: 'Premium tier for top spenders',
  color: '#E5E4E2',
  threshold: 75_000,
  validity: { anchor: 'entry', months: 12 },
  status: 'draft',
  vendor: { capillary: { upgradeType: 'LAZY' } },
} as const

it('a draft of the page, as recorded: made, refused a second time, shown', async () => {
  const { replayed, client } = started()
  expect((await client.tiers.list()).items).toMatchObject([{ id: '25220', name: 'Silver', rank: 2 }])
  const { vendor: _vendor, threshold, ...held } = platinum
  const rule = { metric: 'points.balance', op: '>=', value: `${threshold}` }
  expect(await client.tiers.create(platinum)).toMatchObject({ id: 'ut-973-003', rank: 3, rule, ...held })
  expect(await errorOf(client.tiers.create({ ...platinum, name: 'Diamond' }))).toMatchObject({
    code: 'conflict',
    status: 409,
    vendorCode: '999999',
  })
  expect(await client.native.tiers.get('ut-973-003')).toMatchObject([{ name: 'Platinum', status: 'DRAFT' }])
  expect(replayed.unrecorded()).toEqual([])
})

it('the workflow natively, as recorded, with the record view understood', async () => {
  const { replayed, client } = started()
  const { tiers } = client.native
  const [{ objectId = '' } = {}] = await tiers
    .get('ut-973-003')
    .then((rows) => rows.map((row) => ({ objectId: row.objectId ?? '' })))
  expect(await tiers.submit(objectId)).toMatchObject({
    status: 'PENDING_APPROVAL',
    validity: { periodValue: 12 },
  })
  expect(await tiers.approvals()).toHaveLength(1)
  expect(await tiers.review(objectId, { approvalStatus: 'REJECT', comment: 'Too high' })).toMatchObject({
    status: 'DRAFT',
  })
  expect(await tiers.update(objectId, { eligibility: { threshold: 50_000 } })).toMatchObject({
    eligibility: { threshold: 50_000 },
  })
  expect(await tiers.review(objectId, { approvalStatus: 'APPROVE' })).toMatchObject({
    status: 'ACTIVE',
    slabId: 25635,
  })
  expect(await tiers.update('25635', { description: 'For the best' })).toMatchObject({ status: 'DRAFT' })
  expect(await errorOf(tiers.delete(objectId))).toMatchObject({ code: 'conflict', status: 409 })
  expect(await errorOf(tiers.get('ut-973-099'))).toMatchObject({ code: 'not_found', vendorCode: '9056' })
  expect(replayed.unrecorded()).toEqual([])
})

it('customers natively, as recorded', async () => {
  const { replayed, client } = started()
  const { customers } = client.native
  expect(await customers.tierDetails('75237801')).toMatchObject({ programTiers: [{ programId: 973 }] })
  expect(await customers.lookUpTierDetails({ identifierValue: 'ann' })).toMatchObject({
    entityType: 'CUSTOMER',
  })
  expect(
    await customers.lookUpLoyaltyDetails({ identifierValue: 'ann', programId: undefined }),
  ).toMatchObject({
    data: [{ programId: 973 }],
  })
  expect(await errorOf(customers.lookUpTierDetails({ identifierValue: 'bob' }))).toMatchObject({
    code: 'not_found',
    vendorCode: '8015',
    issues: [{ path: 'memberId' }],
  })
  expect(replayed.unrecorded()).toEqual([])
})
