import { expect, it } from 'vitest'
import { approve, create, start, submit } from './support.js'

it('createdAt is when the tier was made, also of a later version of it (Create Tier page)', async () => {
  const started = start()
  const gold = await create(started)
  await submit(started, gold.objectId)
  const { slabId } = (await approve(started, gold.objectId)).body.data
  started.emulator.advanceClock('P30D')
  const edit = (await started.put(`/v3/tiers/${slabId}`, { name: 'Ruby' })).body.data
  expect(edit.meta).toMatchObject({ createdAt: '2026-03-01T00:00:00Z', updatedAt: '2026-03-31T00:00:00Z' })
  expect(edit.objectId).not.toBe(gold.objectId)
})
