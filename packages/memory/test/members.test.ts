import type { ActivityDraft, HistoryQuery } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { backend, codeAndPaths, SetClock, tierAt } from './support.js'

async function withAda(clock = new SetClock()) {
  const made = backend({ clock })
  const silver = await made.run('tiers.create', { tier: tierAt(1000, { key: 'silver', name: 'Silver' }) })
  const gold = await made.run('tiers.create', { tier: tierAt(5000, { key: 'gold', name: 'Gold' }) })
  await made.run('members.enroll', { memberId: 'ada' })
  const record = (activity: ActivityDraft) => made.run('members.record', { memberId: 'ada', activity })
  const standing = () => made.run('members.standing', { memberId: 'ada' })
  const assign = (tier: string | null, until?: string) =>
    made.run('members.assign', { memberId: 'ada', tier, ...(until === undefined ? {} : { until }) })
  return { ...made, clock, silver, gold, record, standing, assign }
}

describe('members.enroll', () => {
  it('makes a member known, and does nothing the second time', async () => {
    const { run, control } = backend()
    const since = '2020-01-01T00:00:00Z'
    expect(await run('members.enroll', { memberId: 'ada', since })).toMatchObject({
      memberId: 'ada',
      tier: null,
      since,
      asOf: '2026-06-01T12:00:00Z',
    })
    await run('members.enroll', { memberId: 'ada' })
    expect(control.members()).toEqual([{ id: 'ada', since }])
  })

  it('refuses a membership that begins in the future', async () => {
    const { run } = backend()
    const since = '2026-06-01T12:00:00.001Z'
    expect(await codeAndPaths(run('members.enroll', { memberId: 'ada', since }))).toEqual([
      'invalid_input',
      ['since'],
    ])
  })

  it('an unknown member is not found, whatever is asked', async () => {
    const { run } = backend()
    const memberId = 'nobody'
    for (const asked of [
      run('members.standing', { memberId }),
      run('members.assign', { memberId, tier: null }),
      run('members.record', { memberId, activity: { type: 'visit' } }),
      run('members.history', { memberId }),
      run('members.explain', { memberId }),
    ])
      expect((await codeAndPaths(asked))[0]).toBe('not_found')
  })
})

describe('members.record', () => {
  it('counts from now, or from when it is said to have been', async () => {
    const { record, standing } = await withAda()
    expect(await record({ type: 'earn', points: '1500' })).toMatchObject({
      memberId: 'ada',
      at: '2026-06-01T12:00:00Z',
    })
    expect(await standing()).toMatchObject({ tier: { key: 'silver' }, since: '2026-06-01T12:00:00Z' })
    const at = '2026-05-01T00:00:00Z'
    expect(await record({ type: 'earn', points: '1000', at })).toMatchObject({ at })
    expect(await standing()).toMatchObject({
      tier: { key: 'silver' },
      since: at,
      metrics: { 'points.balance': '2500' },
    })
  })

  it('refuses what lies in the future of the clock', async () => {
    const { record, clock, control } = await withAda()
    const before = control.snapshot()
    expect(await codeAndPaths(record({ type: 'visit', at: '2026-06-01T12:00:00.001Z' }))).toEqual([
      'invalid_input',
      ['at'],
    ])
    expect(control.snapshot()).toEqual(before)
    clock.ms += 1
    await record({ type: 'visit', at: '2026-06-01T12:00:00.001Z' })
  })

  it.each(['redeem', 'expire', 'refund'] as const)(
    '%s below zero is rejected, and nothing is recorded',
    async (type) => {
      const { record, standing, control } = await withAda()
      await record({ type: 'earn', points: '10' })
      const before = control.snapshot()
      expect(await codeAndPaths(record({ type, points: '11' }))).toEqual(['rejected', ['points']])
      expect(control.snapshot()).toEqual(before)
      await record({ type, points: '10' })
      expect((await standing()).metrics['points.balance']).toBe('0')
    },
  )

  it('a negative adjustment below zero is rejected, one to zero is not', async () => {
    const { record } = await withAda()
    await record({ type: 'earn', points: '10' })
    expect(await codeAndPaths(record({ type: 'adjust', points: '-11' }))).toEqual(['rejected', ['points']])
    await record({ type: 'adjust', points: '-10' })
  })

  it('counts the same key once', async () => {
    const { run, standing } = await withAda()
    const input = { memberId: 'ada', activity: { type: 'earn', points: '7' } } as const
    const first = await run('members.record', input, { idempotencyKey: 'k' })
    expect(await run('members.record', input, { idempotencyKey: 'k' })).toEqual(first)
    expect((await standing()).metrics['points.balance']).toBe('7')
    const other = { memberId: 'ada', activity: { type: 'earn', points: '8' } } as const
    expect((await codeAndPaths(run('members.record', other, { idempotencyKey: 'k' })))[0]).toBe('conflict')
  })

  it('is kept in the order in which it was recorded, with tiers given by hand', async () => {
    const { record, assign, control, gold } = await withAda()
    await record({ type: 'earn', points: '7' })
    await assign('gold')
    await record({ type: 'visit', at: '2026-05-01T00:00:00Z' })
    const activity = control.activity('ada')
    expect(activity).toEqual([
      { at: '2026-06-01T12:00:00Z', type: 'earn', points: '7' },
      { at: '2026-06-01T12:00:00Z', type: 'set_tier', tier: gold.id },
      { at: '2026-05-01T00:00:00Z', type: 'visit' },
    ])
    activity.length = 0
    expect(control.activity('ada')).toHaveLength(3)
    expect((await codeAndPaths(() => control.activity('nobody')))[0]).toBe('not_found')
  })

  it('ten at once count ten times', async () => {
    const { record, standing } = await withAda()
    await Promise.all(Array.from({ length: 10 }, () => record({ type: 'purchase', spend: '0.1' })))
    expect((await standing()).metrics.spend).toBe('1')
  })
})

describe('members.assign', () => {
  it('gives a tier by id or by key, until something that changes a metric', async () => {
    const { assign, standing, record, gold } = await withAda()
    expect(await assign(gold.id)).toMatchObject({ tier: { id: gold.id }, since: '2026-06-01T12:00:00Z' })
    expect((await assign('silver')).tier).toMatchObject({ key: 'silver' })
    await record({ type: 'touch' })
    expect((await standing()).tier).toMatchObject({ key: 'silver' })
    await record({ type: 'earn', points: '1' })
    expect((await standing()).tier).toBeNull()
  })

  it('ends when it is said to', async () => {
    const { assign, standing, clock } = await withAda()
    const until = '2026-06-02T00:00:00Z'
    expect(await assign('gold', until)).toMatchObject({ tier: { key: 'gold' }, expiresAt: until })
    clock.ms = Date.parse(until)
    expect(await standing()).toMatchObject({ tier: null, since: until })
  })

  it('refuses an end that is not to come, a tier that is none, and one that does not count', async () => {
    const { assign, run } = await withAda()
    expect(await codeAndPaths(assign('gold', '2026-06-01T12:00:00Z'))).toEqual(['invalid_input', ['until']])
    expect((await codeAndPaths(assign('platinum')))[0]).toBe('not_found')
    await run('tiers.create', { tier: tierAt(9000, { key: 'black', status: 'draft' }) })
    expect(await codeAndPaths(assign('black'))).toEqual(['conflict', ['tier']])
  })
})

describe('what becomes of members when tiers change', () => {
  it('a deleted tier moves its members at once, by what they qualify for', async () => {
    const { run, record, standing, gold } = await withAda()
    await record({ type: 'earn', points: '6000' })
    expect((await standing()).tier?.id).toBe(gold.id)
    await run('tiers.delete', { id: gold.id })
    expect(await standing()).toMatchObject({ tier: { key: 'silver' }, next: null })
  })

  it('a member who was given it is moved too, and is not given back what they were given before', async () => {
    const { run, record, assign, standing, gold } = await withAda()
    await record({ type: 'earn', points: '1200' })
    await assign(null)
    await assign('gold')
    await run('tiers.delete', { id: gold.id })
    expect((await standing()).tier).toMatchObject({ key: 'silver' })
  })

  it('a paused ladder has everybody on the base tier, and a later one counts what happened meanwhile', async () => {
    const { run, record, standing } = await withAda()
    await run('ladder.update', { patch: { status: 'paused' } })
    await record({ type: 'earn', points: '6000' })
    expect((await standing()).tier).toBeNull()
    await run('ladder.update', { patch: { status: 'active' } })
    expect((await standing()).tier).toMatchObject({ key: 'gold' })
  })
})

describe('members.history', () => {
  const moving = async () => {
    const made = await withAda()
    await made.record({ type: 'earn', points: '6000', at: '2026-01-01T00:00:00Z' })
    await made.record({ type: 'redeem', points: '5500', at: '2026-03-01T00:00:00Z' })
    await made.record({ type: 'earn', points: '500', at: '2026-05-01T00:00:00Z' })
    const history = (query: HistoryQuery = {}) => made.run('members.history', { memberId: 'ada', ...query })
    return { ...made, history }
  }

  it('tells every move, oldest first', async () => {
    const { history } = await moving()
    expect(await history()).toMatchObject({
      items: [
        { at: '2026-01-01T00:00:00Z', from: null, to: { key: 'gold' }, reason: 'met' },
        { at: '2026-03-01T00:00:00Z', from: { key: 'gold' }, to: null, reason: 'none' },
        { at: '2026-05-01T00:00:00Z', from: null, to: { key: 'silver' }, reason: 'met' },
      ],
    })
  })

  it('begins with nothing, also of who holds a tier by being a member alone', async () => {
    const { run } = backend()
    for (const tier of [tierAt(0, { key: 'bronze' }), tierAt(100, { key: 'silver' })])
      await run('tiers.create', { tier })
    const since = '2026-02-01T00:00:00Z'
    const told = async (memberId: string, query: HistoryQuery = {}) =>
      (await run('members.history', { memberId, ...query })).items.map(({ at, from, to }) => [
        at.slice(0, 10),
        from?.key,
        to?.key,
      ])
    const earn = (memberId: string, at: string, points: string) =>
      run('members.record', { memberId, activity: { type: 'earn', points, at } })
    for (const memberId of ['ada', 'bob', 'cyd']) await run('members.enroll', { memberId, since })
    expect(await told('ada')).toEqual([['2026-02-01', undefined, 'bronze']])
    expect(await told('ada', { to: '2026-01-31T00:00:00Z' })).toEqual([])
    expect(await told('ada', { from: '2026-02-02T00:00:00Z' })).toEqual([])
    await earn('bob', '2026-03-01T00:00:00Z', '100')
    expect(await told('bob')).toEqual([
      ['2026-02-01', undefined, 'bronze'],
      ['2026-03-01', 'bronze', 'silver'],
    ])
    await earn('cyd', '2026-01-01T00:00:00Z', '100')
    expect(await told('cyd')).toEqual([['2026-01-01', undefined, 'silver']])
  })

  it('of a span has both ends in it', async () => {
    const { history } = await moving()
    const [from, to] = ['2026-01-01T00:00:00Z', '2026-03-01T00:00:00Z']
    expect((await history({ from, to })).items).toHaveLength(2)
    expect((await history({ from: '2026-01-01T00:00:00.001Z', to })).items).toHaveLength(1)
    expect((await history({ from, to: '2026-02-28T23:59:59.999Z' })).items).toHaveLength(1)
    expect(await history({ from: '2027-01-01T00:00:00Z' })).toEqual({ items: [] })
  })

  it('comes in pages, complete also when something older is recorded between two of them', async () => {
    const { history, record } = await moving()
    const first = await history({ limit: 1 })
    expect(first.items.map(({ at }) => at)).toEqual(['2026-01-01T00:00:00Z'])
    await record({ type: 'visit', at: '2025-12-01T00:00:00Z' })
    const cursor = first.nextCursor ?? ''
    expect((await history({ limit: 1, cursor })).items.map(({ at }) => at)).toEqual(['2026-03-01T00:00:00Z'])
    const rest = await history({ cursor })
    expect(rest.items.map(({ at }) => at)).toEqual(['2026-03-01T00:00:00Z', '2026-05-01T00:00:00Z'])
    expect(rest.nextCursor).toBeUndefined()
    expect(await codeAndPaths(history({ cursor: 'x' }))).toEqual(['invalid_input', ['cursor']])
  })
})

describe('members.explain', () => {
  it('tells why, at any instant', async () => {
    const { record, run, standing } = await withAda()
    await record({ type: 'earn', points: '6000', at: '2026-01-01T00:00:00Z' })
    await record({ type: 'redeem', points: '5500', at: '2026-03-01T00:00:00Z' })
    const memberId = 'ada'
    expect(await run('members.explain', { memberId, at: '2026-02-01T00:00:00Z' })).toMatchObject({
      memberId,
      reason: 'met',
      tiers: [
        { held: false, qualifies: true },
        { held: true, rule: { actual: '6000', met: true } },
      ],
    })
    const { reason, tiers, ...now } = await run('members.explain', { memberId })
    expect(now).toEqual(await standing())
    expect([reason, tiers.map(({ rule }) => rule)]).toMatchObject([
      'none',
      [{ missing: '500' }, { missing: '4500' }],
    ])
  })
})
