import type { TierDraft } from '@rungs/model'
import { explanationSchema } from '@rungs/model/schemas'
import { describe, expect, it } from 'vitest'
import { backend, codeAndPaths, SetClock, tierAt } from './support.js'

const full: TierDraft = {
  name: 'Gold',
  key: 'gold',
  description: 'For the best',
  color: '#FFD700',
  icon: 'https://example.com/gold.svg',
  rank: 7,
  rule: {
    all: [
      { metric: 'spend', op: '>=', value: '99.99' },
      {
        any: [
          { metric: 'visits', op: '>', value: '3' },
          { atLeast: 1, of: [{ metric: 'counter:nights', op: '==', value: '9007199254740993' }] },
        ],
      },
    ],
  },
  benefits: [
    { label: 'Free shipping' },
    { key: 'multiplier', value: { points: [1, 2.5, null], bonus: true } },
  ],
  status: 'draft',
}

describe('tiers.create and tiers.get', () => {
  it('give back everything that was given', async () => {
    const { run } = backend()
    const created = await run('tiers.create', { tier: full })
    expect(created).toMatchObject(full)
    expect(created).toMatchObject({ createdAt: '2026-06-01T12:00:00Z', updatedAt: '2026-06-01T12:00:00Z' })
    expect(await run('tiers.get', { id: created.id })).toEqual(created)
  })

  it('a name is enough; the tier counts at once', async () => {
    const { run } = backend()
    expect(await run('tiers.create', { tier: { name: 'A' } })).toMatchObject({
      name: 'A',
      benefits: [],
      status: 'active',
    })
  })

  it('names, keys, ranks and thresholds on one metric may not repeat', async () => {
    const { run, control } = backend()
    await run('tiers.create', { tier: { ...full, rule: { metric: 'spend', op: '>=', value: '10' } } })
    const before = control.snapshot()
    const create = (tier: TierDraft) => codeAndPaths(run('tiers.create', { tier }))
    expect(await create({ name: 'Gold' })).toEqual(['conflict', ['name']])
    expect(await create({ name: 'B', key: 'gold' })).toEqual(['conflict', ['key']])
    expect(await create({ name: 'B', rank: 7 })).toEqual(['conflict', ['rank']])
    expect(await create({ name: 'B', rule: { metric: 'spend', op: '>=', value: '10' } })).toEqual([
      'conflict',
      ['rule.value'],
    ])
    expect(control.snapshot()).toEqual(before)
    await run('tiers.create', { tier: { name: 'gold', rule: { metric: 'visits', op: '>=', value: '10' } } })
    await run('tiers.create', { tier: { name: 'Gold 2', rule: { metric: 'spend', op: '>', value: '10' } } })
    expect(control.snapshot().tiers).toHaveLength(3)
  })

  it('what is handed out or in is never the state itself', async () => {
    const { run } = backend()
    const draft = structuredClone(full)
    const created = await run('tiers.create', { tier: draft })
    const kept = structuredClone(created)
    for (const tier of [draft, created, await run('tiers.get', { id: created.id })]) {
      tier.name = 'x'
      tier.benefits?.splice(0, 1)
      Object.assign(tier.benefits?.[0] ?? {}, { key: 'x' })
      if (tier.rule !== undefined && 'all' in tier.rule) Object.assign(tier.rule.all[0] ?? {}, { value: '0' })
    }
    const { items } = await run('tiers.list', {})
    expect(items).toEqual([kept])
    items[0]?.benefits.pop()
    const ladder = await run('ladder.get', {})
    expect(ladder.tiers).toEqual([kept])
    ladder.tiers.pop()
    Object.assign(ladder.lifecycle.downgrade, { policy: 'hold' })
    expect((await run('ladder.get', {})).tiers).toEqual([kept])
    expect((await run('ladder.get', {})).lifecycle.downgrade.policy).toBe('requalify')
  })
})

describe('vendor.memory', () => {
  it('refuses unknown keys, and does not read what is for others', async () => {
    const { run, detailed } = backend()
    const create = (vendor: TierDraft['vendor'] & object) =>
      run('tiers.create', { tier: { name: 'A', vendor } })
    expect(await codeAndPaths(create({ memory: { x: 1, y: 2 } }))).toEqual([
      'invalid_input',
      ['vendor.memory.x', 'vendor.memory.y'],
    ])
    expect(await codeAndPaths(create({ memory: 7 }))).toEqual(['invalid_input', ['vendor.memory']])
    const tier = { name: 'A', vendor: { acme: { x: 1 }, memory: {} } }
    const { output, accounting } = await detailed('tiers.create', { tier })
    expect(output).not.toHaveProperty('vendor')
    expect(accounting).toEqual({ mapped: ['name'], emulated: [], vendor: ['vendor.memory'], losses: [] })
  })
})

describe('a validity', () => {
  const renewal = { metric: 'points.earned', op: '>=', value: '50' } as const
  const validity = { anchor: 'entry', months: 12, minimumMonths: 3, renewal } as const

  it('is held, changed and cleared', async () => {
    const { run } = backend()
    const { id } = await run('tiers.create', { tier: { name: 'A', validity } })
    expect((await run('tiers.get', { id })).validity).toEqual(validity)
    const fixed = { anchor: 'fixed', start: '2026-01-01T00:00:00Z' } as const
    expect((await run('tiers.update', { id, patch: { validity: fixed } })).validity).toEqual(fixed)
    expect((await run('tiers.update', { id, patch: { name: 'B' } })).validity).toEqual(fixed)
    expect(await run('tiers.update', { id, patch: { validity: null } })).not.toHaveProperty('validity')
  })

  it('without a meaning is refused before anything changes', async () => {
    const { run, control } = backend()
    const { id } = await run('tiers.create', { tier: { name: 'A' } })
    const before = control.snapshot()
    const wrong = { anchor: 'fixed' } as const
    const refusal = ['invalid_input', ['validity.start']]
    expect(await codeAndPaths(run('tiers.create', { tier: { name: 'B', validity: wrong } }))).toEqual(refusal)
    expect(await codeAndPaths(run('tiers.update', { id, patch: { validity: wrong } }))).toEqual(refusal)
    expect(control.snapshot()).toEqual(before)
  })

  it('is what a member is explained by', async () => {
    const { run } = backend()
    const rule = { metric: 'points.earned', op: '>=', value: '10' } as const
    await run('tiers.create', { tier: { name: 'A', rule, validity } })
    const lifecycle = { review: 'period_end', downgrade: { policy: 'to_base' } } as const
    await run('ladder.update', { patch: { lifecycle } })
    await run('members.enroll', { memberId: 'ada' })
    await run('members.record', { memberId: 'ada', activity: { type: 'earn', points: '10' } })
    const explanation = await run('members.explain', { memberId: 'ada' })
    expect(explanationSchema.safeParse(explanation).success).toBe(true)
    // A cycle begins with its day.
    expect(explanation.renewal).toMatchObject({
      from: '2026-06-01T00:00:00Z',
      rule: { actual: '10', missing: '40' },
    })
  })
})

describe('tiers.update', () => {
  it('changes what is there, clears what is null, and leaves the rest', async () => {
    const clock = new SetClock()
    const { run } = backend({ clock })
    const created = await run('tiers.create', { tier: full })
    clock.ms += 60_000
    const patch = { name: 'Platinum', description: null, color: null, icon: null, rule: null, benefits: [] }
    const updated = await run('tiers.update', { id: created.id, patch })
    const { description: _d, color: _c, icon: _i, rule: _r, ...rest } = created
    expect(updated).toEqual({
      ...rest,
      name: 'Platinum',
      benefits: [],
      revision: updated.revision,
      updatedAt: '2026-06-01T12:01:00Z',
    })
    expect(updated.revision).not.toBe(created.revision)
  })

  it('may repeat what is there: a tier does not stand in its own way', async () => {
    const { run } = backend()
    const { id, rule, rank } = await run('tiers.create', { tier: tierAt(5) })
    if (rule === undefined) throw new Error('a rule')
    expect(await run('tiers.update', { id, patch: { rule, rank } })).toMatchObject({ rule, rank })
  })

  it('a rank or threshold of another tier is a conflict, and changes nothing', async () => {
    const { run, control } = backend()
    await run('tiers.create', { tier: tierAt(5, { rank: 3 }) })
    const { id } = await run('tiers.create', { tier: tierAt(6, { rank: 4 }) })
    const before = control.snapshot()
    expect(await codeAndPaths(run('tiers.update', { id, patch: { rank: 3, name: 'x' } }))).toEqual([
      'conflict',
      ['rank'],
    ])
    expect(await codeAndPaths(run('tiers.update', { id, patch: { rule: tierAt(5).rule ?? null } }))).toEqual([
      'conflict',
      ['rule.value'],
    ])
    expect(control.snapshot()).toEqual(before)
  })
})

describe('revisions', () => {
  it('a stale one is a conflict on every write, and changes nothing', async () => {
    const { run, control } = backend()
    const { id, revision = '' } = await run('tiers.create', { tier: tierAt(5) })
    await run('tiers.update', { id, patch: { name: 'First' }, ifRevision: revision })
    const before = control.snapshot()
    const stale = ['conflict', ['ifRevision']]
    expect(
      await codeAndPaths(run('tiers.update', { id, patch: { name: 'Second' }, ifRevision: revision })),
    ).toEqual(stale)
    expect(await codeAndPaths(run('tiers.delete', { id, ifRevision: revision }))).toEqual(stale)
    expect(await codeAndPaths(run('ladder.update', { patch: { name: 'x' }, ifRevision: revision }))).toEqual(
      stale,
    )
    expect(control.snapshot()).toEqual(before)
  })

  it('of writers at once with one revision exactly one wins', async () => {
    const { run } = backend()
    const { id, revision = '' } = await run('tiers.create', { tier: tierAt(5) })
    const writers = Array.from({ length: 20 }, (_, index) =>
      run('tiers.update', { id, patch: { name: `Writer ${index}` }, ifRevision: revision }),
    )
    const outcomes = await Promise.allSettled(writers)
    const won = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
    expect(won).toHaveLength(1)
    expect(await run('tiers.get', { id })).toEqual(won[0])
  })
})

describe('tiers.delete', () => {
  it('is done once; after that there is no such tier', async () => {
    const { run } = backend()
    const { id } = await run('tiers.create', { tier: tierAt(5) })
    expect(await run('tiers.delete', { id })).toEqual({ id, deleted: true })
    for (const again of [
      run('tiers.delete', { id }),
      run('tiers.get', { id }),
      run('tiers.update', { id, patch: { name: 'x' } }),
    ])
      expect((await codeAndPaths(again))[0]).toBe('not_found')
  })

  it('frees key, rank and threshold, but never the id', async () => {
    const { run } = backend()
    const { id } = await run('tiers.create', { tier: tierAt(5, { key: 'gold', rank: 2 }) })
    await run('tiers.delete', { id })
    const again = await run('tiers.create', { tier: tierAt(5, { key: 'gold', rank: 2 }) })
    expect(again.id).not.toBe(id)
  })
})

describe('idempotency keys', () => {
  const idempotencyKey = 'one'

  it('the same input gives the first result again, though the tier has changed', async () => {
    const { run } = backend()
    const first = await run('tiers.create', { tier: tierAt(5) }, { idempotencyKey })
    await run('tiers.update', { id: first.id, patch: { name: 'Other' } })
    const { rule, name } = tierAt(5)
    const second = await run(
      'tiers.create',
      { tier: rule === undefined ? { name } : { rule, name } },
      { idempotencyKey },
    )
    expect(second).toEqual(first)
    expect((await run('tiers.list', {})).items).toHaveLength(1)
  })

  it('another input is a conflict; another operation is not', async () => {
    const { run } = backend()
    await run('tiers.create', { tier: tierAt(5) }, { idempotencyKey })
    expect(await codeAndPaths(run('tiers.create', { tier: tierAt(6) }, { idempotencyKey }))).toEqual([
      'conflict',
      ['idempotencyKey'],
    ])
    await run('members.enroll', { memberId: 'ada' }, { idempotencyKey })
    await run('members.record', { memberId: 'ada', activity: { type: 'visit' } }, { idempotencyKey })
  })

  it('a write that failed may be made again', async () => {
    const { run } = backend()
    const { id } = await run('tiers.create', { tier: tierAt(5) })
    await codeAndPaths(run('tiers.create', { tier: tierAt(5) }, { idempotencyKey }))
    await run('tiers.delete', { id })
    expect(await run('tiers.create', { tier: tierAt(5) }, { idempotencyKey })).toMatchObject(tierAt(5))
  })
})

describe('ranks that are not given', () => {
  const order = async (run: ReturnType<typeof backend>['run']) =>
    (await run('tiers.list', { limit: 100 })).items.map(({ name }) => name)

  it('follow the threshold, in whatever order tiers are made, and do not depend on it', async () => {
    const ranks = async (values: number[]) => {
      const { run } = backend()
      for (const value of values) await run('tiers.create', { tier: tierAt(value) })
      return (await run('tiers.list', {})).items.map(({ name, rank }) => [name, rank])
    }
    const ascending = await ranks([0, 1000, 5000])
    expect(ascending.map(([name]) => name)).toEqual(['At 0', 'At 1000', 'At 5000'])
    expect(await ranks([5000, 0, 1000])).toEqual(ascending)
  })

  it.each([
    ['fractions, from above', ['1.09', '1.08', '1.07', '1.06', '1.05', '1.04', '1.03', '1.02', '1.01']],
    ['fractions, from below', ['0.1', '0.2', '0.3', '0.4']],
    ['past the highest rank', ['9007199254740993', '2147483647', '2147483648', '9007199254740992', '1']],
  ])('fit in everywhere: %s', async (_name, values) => {
    const { run } = backend()
    for (const value of values) {
      const before = await run('tiers.list', {})
      const { rank } = await run('tiers.create', {
        tier: { name: value, rule: { metric: 'spend', op: '>=', value } },
      })
      expect(rank).toBeGreaterThanOrEqual(1)
      expect(rank).toBeLessThanOrEqual(2_147_483_647)
      const after = await run('tiers.list', {})
      const revisions = new Map(after.items.map((tier) => [tier.id, tier.revision]))
      for (const tier of before.items) expect(revisions.get(tier.id)).toBe(tier.revision)
    }
    expect(await order(run)).toEqual([...values].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1)))
  })

  it('stand between ranks that people gave, and leave those alone', async () => {
    const { run } = backend()
    await run('tiers.create', { tier: tierAt(10, { rank: 10 }) })
    await run('tiers.create', { tier: tierAt(50, { rank: 14 }) })
    for (const value of [40, 30, 20]) await run('tiers.create', { tier: tierAt(value) })
    const { items } = await run('tiers.list', {})
    expect(items.map(({ name, rank }) => [name, rank])).toEqual([
      ['At 10', 10],
      ['At 20', 11],
      ['At 30', 12],
      ['At 40', 13],
      ['At 50', 14],
    ])
    expect(await codeAndPaths(run('tiers.create', { tier: tierAt(45) }))).toEqual(['conflict', ['rank']])
    expect(await order(run)).toHaveLength(5)
  })

  it('are above all where thresholds do not compare', async () => {
    const { run } = backend()
    await run('tiers.create', { tier: tierAt(5000) })
    await run('tiers.create', { tier: { name: 'spend', rule: { metric: 'spend', op: '>=', value: '6000' } } })
    await run('tiers.create', { tier: { name: 'invited' } })
    await run('tiers.create', {
      tier: { name: 'tree', rule: { any: [{ metric: 'visits', op: '>=', value: '1' }] } },
    })
    expect(await order(run)).toEqual(['At 5000', 'spend', 'invited', 'tree'])
  })

  it('follow a threshold that changes; one that people gave stays', async () => {
    const { run } = backend()
    const silver = await run('tiers.create', { tier: tierAt(1000) })
    await run('tiers.create', { tier: tierAt(5000) })
    await run('tiers.update', { id: silver.id, patch: { rule: tierAt(9000).rule ?? null } })
    expect(await order(run)).toEqual(['At 5000', 'At 1000'])
    const given = await run('tiers.create', { tier: tierAt(1, { rank: 3 }) })
    expect(
      await run('tiers.update', { id: given.id, patch: { rule: tierAt(99).rule ?? null } }),
    ).toMatchObject({ rank: 3 })
  })
})
