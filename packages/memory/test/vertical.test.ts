import { createClient } from '@rungs/client'
import { expect, it } from 'vitest'
import { memory } from '../src/index.js'

it('carries the whole path: tiers, a member, points, a standing', async () => {
  const rungs = createClient(memory())
  const gold = await rungs.tiers.create({ name: 'Gold', threshold: 5000, benefits: ['Free shipping'] })
  await rungs.tiers.create({ name: 'Bronze', threshold: 0 })
  await rungs.tiers.create({ name: 'Silver', threshold: 1000 })
  expect(await rungs.tiers.get(gold.id)).toEqual(gold)
  const names: string[] = []
  for await (const tier of rungs.tiers.list({ limit: 1 })) names.push(tier.name)
  expect(names).toEqual(['Bronze', 'Silver', 'Gold'])

  await rungs.members.enroll('ada')
  await rungs.members.record('ada', { type: 'earn', points: 1200 })
  expect(await rungs.members.standing('ada')).toMatchObject({
    memberId: 'ada',
    tier: { name: 'Silver' },
    metrics: { 'points.balance': '1200' },
    next: { tier: { id: gold.id }, remaining: '3800' },
  })
  const renamed = await rungs.tiers.update(gold.id, { name: 'Platinum', threshold: 7500 })
  expect(renamed).toMatchObject({ id: gold.id, name: 'Platinum', benefits: [{ label: 'Free shipping' }] })
  await rungs.tiers.delete(gold.id)
  await expect(rungs.tiers.get(gold.id)).rejects.toMatchObject({ code: 'not_found' })
})
