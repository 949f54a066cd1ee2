import { createClient, migrateLadder, previewMigration } from '@rungs/client'
import { memory } from '@rungs/memory'
import { describe, expect, it } from 'vitest'
import { backend, names } from '../src/backends.js'

const silver = { name: 'Silver', key: 'silver', rank: 1, threshold: 1000 }
const gold = { name: 'Gold', key: 'gold', rank: 2, threshold: 5000, benefits: ['Lounge'] }

async function source(tiers = [silver, gold]) {
  const client = createClient(memory())
  for (const tier of tiers) await client.tiers.create(tier)
  return client
}

describe('a migration', () => {
  it('writes nothing when something would be lost', async () => {
    const from = await source()
    await from.ladder.update({ window: { kind: 'calendar_year' } })
    const { client: to } = backend('vinr')
    const failure = await migrateLadder({ from, to }).catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'unsupported', provider: 'vinr' })
    const named = (failure as { issues: { path: string }[] }).issues.map(({ path }) => path)
    expect(named).toEqual(
      expect.arrayContaining(['window.kind', 'tiers[0].key', 'tiers[1].key', 'tiers[1].rank']),
    )
    expect(await to.tiers.list().toArray({ max: 10 })).toEqual([])
  })

  it('carries a ladder over and tells what each tier became', async () => {
    const { client: to } = backend('memory')
    const { tiers, losses } = await migrateLadder({ from: await source(), to })
    expect(losses).toEqual([])
    expect(tiers.map(({ outcome, to: tier }) => [outcome, tier?.key])).toEqual([
      ['created', 'silver'],
      ['created', 'gold'],
    ])
    const there = await to.tiers.list().toArray({ max: 10 })
    expect(there.map(({ name, rank }) => [name, rank])).toEqual([
      ['Silver', 1],
      ['Gold', 2],
    ])
  })

  it('goes on after a cut: what is there is changed, the rest is made', async () => {
    const { client: to } = backend('memory')
    await to.tiers.create({ ...silver, threshold: 900 })
    const { tiers } = await migrateLadder({ from: await source(), to })
    expect(tiers.map(({ outcome }) => outcome)).toEqual(['updated', 'created'])
    const there = await to.tiers.list().toArray({ max: 10 })
    expect(there.map(({ rule }) => rule)).toMatchObject([{ value: '1000' }, { value: '5000' }])
  })

  it('gives the floor the name that its tier has at the target', async () => {
    const from = await source()
    const [first] = (await from.ladder.get()).tiers
    const lifecycle = {
      review: 'period_end',
      downgrade: { policy: 'one_step', floor: first?.id ?? '' },
    } as const
    await from.ladder.update({ window: { kind: 'calendar_year' }, lifecycle })
    const { client: to } = backend('memory')
    const { tiers } = await migrateLadder({ from, to })
    const { lifecycle: there } = await to.ladder.get()
    expect(there.downgrade.floor).toBe(tiers[0]?.to?.id)
  })

  it('names the floor among what is lost where its tier is, before and after', async () => {
    const from = await source()
    const [first] = (await from.ladder.get()).tiers
    await from.tiers.update(first?.id ?? '', { rule: null })
    const lifecycle = {
      review: 'period_end',
      downgrade: { policy: 'one_step', floor: 'silver' },
    } as const
    await from.ladder.update({ window: { kind: 'calendar_year' }, lifecycle })
    const { client: to } = backend('capillary')
    const before = await previewMigration({ from, to })
    const { tiers, losses } = await migrateLadder({ from, to, onLoss: 'report' })
    expect(tiers[0]?.outcome).toBe('refused')
    expect(losses.map(({ path }) => path)).toContain('lifecycle.downgrade.floor')
    expect(before.losses).toEqual(losses)
  })

  it('takes a ladder that was read before', async () => {
    const from = await source()
    const { client: to } = backend('memory')
    const { tiers } = await migrateLadder({ from: await from.ladder.get(), to })
    expect(tiers).toHaveLength(2)
  })

  it.each(names)('to %s is told before it is done, with nothing written', async (name) => {
    const { client: to } = backend(name)
    const from = await source([gold])
    const before = await previewMigration({ from, to })
    expect(await to.tiers.list().toArray({ max: 100 })).toEqual([])
    const { tiers, losses } = await migrateLadder({ from, to, onLoss: 'report' })
    expect(before.losses).toEqual(losses)
    expect(before.tiers.map(({ outcome }) => outcome)).toEqual(tiers.map(({ outcome }) => outcome))
  })
})
