import { describe, expect, it } from 'vitest'
import { backend, codeAndPaths, SetClock, tierAt } from './support.js'

describe('ladder', () => {
  it('begins active, for all time, continuous', async () => {
    const { run } = backend()
    expect(await run('ladder.get', {})).toMatchObject({
      id: 'ladder',
      status: 'active',
      window: { kind: 'lifetime' },
      lifecycle: { review: 'continuous', downgrade: { policy: 'requalify' } },
      tiers: [],
    })
  })

  it('holds what is changed, and clears the base tier', async () => {
    const clock = new SetClock()
    const { run } = backend({ clock })
    const { revision } = await run('ladder.get', {})
    const patch = {
      name: 'Friends',
      status: 'paused',
      window: { kind: 'rolling', months: 12 },
      baseTier: { name: 'Basic' },
    } as const
    const changed = await run('ladder.update', { patch })
    expect(changed).toMatchObject({ ...patch, updatedAt: '2026-06-01T12:00:00Z' })
    expect(changed.revision).not.toBe(revision)
    expect(await run('ladder.update', { patch: { baseTier: null } })).not.toHaveProperty('baseTier')
    expect((await run('ladder.get', {})).name).toBe('Friends')
  })

  it('reviews at the end of the month, where its clock says so (Capillary: the default)', async () => {
    const clock = new SetClock(Date.parse('2026-01-15T00:00:00Z'))
    const { run, control } = backend({ clock })
    const validity = { anchor: 'entry', months: 1 } as const
    const renewal = { metric: 'points.earned', op: '>=', value: '100' } as const
    const rule = { metric: 'points.earned', op: '>=', value: '10' } as const
    await run('tiers.create', { tier: { name: 'Gold', rule, validity: { ...validity, renewal } } })
    const lifecycle = { review: 'period_end', downgrade: { policy: 'to_base' } } as const
    const until = async (reviewClock: 'daily' | 'month_end') => {
      const memberId = reviewClock
      await run('ladder.update', { patch: { lifecycle: { ...lifecycle, reviewClock } } })
      await run('members.enroll', { memberId })
      await run('members.record', { memberId, activity: { type: 'earn', points: '10' } })
      return (await run('members.standing', { memberId })).keep?.until
    }
    expect(await until('daily')).toBe('2026-02-15T00:00:00Z')
    const monthEnd = (await until('month_end')) ?? ''
    expect(monthEnd.slice(0, 10) >= '2026-02-28').toBe(true)
    control.clock.set('2026-02-20T00:00:00Z')
    expect((await run('members.standing', { memberId: 'month_end' })).tier).toMatchObject({ name: 'Gold' })
    control.clock.set('2026-03-02T00:00:00Z')
    expect((await run('members.standing', { memberId: 'month_end' })).tier).toBeNull()
  })

  it('begins its years in the time zone that it names', async () => {
    const clock = new SetClock(Date.parse('2026-12-31T22:30:00Z'))
    const { run, control } = backend({ clock })
    const rule = { metric: 'points.earned', op: '>=', value: '5' } as const
    await run('tiers.create', { tier: { name: 'Gold', rule } })
    const patch = { window: { kind: 'calendar_year' }, timeZone: 'Europe/Berlin' } as const
    expect(await run('ladder.update', { patch })).toMatchObject(patch)
    await run('members.enroll', { memberId: 'ada' })
    await run('members.record', { memberId: 'ada', activity: { type: 'earn', points: '5' } })
    expect((await run('members.standing', { memberId: 'ada' })).keep?.until).toBe('2026-12-31T23:00:00Z')
    control.clock.set('2026-12-31T22:59:59.999Z')
    expect((await run('members.standing', { memberId: 'ada' })).tier).toMatchObject({ name: 'Gold' })
    control.clock.set('2026-12-31T23:00:00Z')
    expect((await run('members.standing', { memberId: 'ada' })).tier).toBeNull()
  })

  it('moves members by the lifecycle that it holds', async () => {
    const clock = new SetClock()
    const { run } = backend({ clock })
    const { id } = await run('tiers.create', {
      tier: { name: 'Gold', rule: { metric: 'points.earned', op: '>=', value: '5' } },
    })
    const lifecycle = { review: 'period_end', downgrade: { policy: 'requalify', graceDays: 30 } } as const
    await run('ladder.update', { patch: { lifecycle, window: { kind: 'calendar_year' } } })
    await run('members.enroll', { memberId: 'ada' })
    await run('members.record', { memberId: 'ada', activity: { type: 'earn', points: '5' } })
    clock.ms = Date.parse('2028-01-30T23:59:59Z')
    expect((await run('members.standing', { memberId: 'ada' })).tier?.id).toBe(id)
    clock.ms = Date.parse('2028-01-31T00:00:00Z')
    expect((await run('members.standing', { memberId: 'ada' })).tier).toBeNull()
  })

  it('a floor must be a tier, and stays one: it cannot be deleted', async () => {
    const { run, control } = backend()
    const { id } = await run('tiers.create', { tier: tierAt(5, { key: 'bottom' }) })
    const lifecycle = { review: 'never', downgrade: { policy: 'requalify', floor: 'bottom' } } as const
    const unknown = { ...lifecycle, downgrade: { policy: 'requalify', floor: 'nobody' } } as const
    expect(await codeAndPaths(run('ladder.update', { patch: { lifecycle: unknown } }))).toEqual([
      'invalid_input',
      ['lifecycle.downgrade.floor'],
    ])
    await run('ladder.update', { patch: { lifecycle } })
    const before = control.snapshot()
    expect((await codeAndPaths(run('tiers.delete', { id })))[0]).toBe('conflict')
    expect(control.snapshot()).toEqual(before)
  })

  it('a policy that has no meaning is refused, naming it', async () => {
    const { run } = backend()
    const lifecycle = { review: 'continuous', downgrade: { policy: 'one_step' } } as const
    expect(await codeAndPaths(run('ladder.update', { patch: { lifecycle } }))).toEqual([
      'invalid_input',
      ['lifecycle.downgrade.policy'],
    ])
  })
})

describe('workflow: draft, submit, approve or reject', () => {
  const draft = () => {
    const made = backend()
    return { ...made, made: made.run('tiers.create', { tier: tierAt(5, { status: 'draft' }) }) }
  }

  it('leads from draft over pending to active, with a new revision at each step', async () => {
    const { run, made } = draft()
    const { id, revision } = await made
    const submitted = await run('workflow.submit', { id })
    expect(submitted.status).toBe('pending')
    const approved = await run('workflow.approve', { id, comment: 'Fine' })
    expect(approved).toMatchObject({ status: 'active', vendor: { memory: { comment: 'Fine' } } })
    expect(new Set([revision, submitted.revision, approved.revision]).size).toBe(3)
  })

  it('a rejected tier is a draft again, with the comment, until it is submitted again', async () => {
    const { run, made } = draft()
    const { id } = await made
    await run('workflow.submit', { id })
    expect(await run('workflow.reject', { id, comment: 'Too low' })).toMatchObject({
      status: 'draft',
      vendor: { memory: { comment: 'Too low' } },
    })
    expect(await run('workflow.submit', { id })).not.toHaveProperty('vendor')
  })

  it.each(['draft', 'pending', 'rejected', 'active'] as const)(
    'publish takes one that is %s all the way, and again',
    async (status) => {
      const { run } = backend()
      const { id } = await run('tiers.create', { tier: tierAt(5, { status }) })
      expect((await run('workflow.publish', { id })).status).toBe('active')
      expect((await run('workflow.publish', { id })).status).toBe('active')
    },
  )

  it('a step from another state is a conflict, and changes nothing', async () => {
    const { run, made, control } = draft()
    const { id } = await made
    const before = control.snapshot()
    expect((await codeAndPaths(run('workflow.approve', { id })))[0]).toBe('conflict')
    expect((await codeAndPaths(run('workflow.reject', { id })))[0]).toBe('conflict')
    expect(control.snapshot()).toEqual(before)
    await run('workflow.publish', { id })
    expect((await codeAndPaths(run('workflow.submit', { id })))[0]).toBe('conflict')
    const archived = await run('tiers.create', { tier: tierAt(6, { status: 'archived' }) })
    expect((await codeAndPaths(run('workflow.publish', { id: archived.id })))[0]).toBe('conflict')
    for (const step of ['submit', 'approve', 'reject', 'publish'] as const)
      expect((await codeAndPaths(run(`workflow.${step}`, { id: 'nobody' })))[0]).toBe('not_found')
  })

  it('a draft counts for nobody until it is active', async () => {
    const { run, made } = draft()
    const { id } = await made
    await run('members.enroll', { memberId: 'ada' })
    await run('members.record', { memberId: 'ada', activity: { type: 'earn', points: '9' } })
    expect((await run('members.standing', { memberId: 'ada' })).tier).toBeNull()
    await run('workflow.publish', { id })
    expect((await run('members.standing', { memberId: 'ada' })).tier?.id).toBe(id)
  })
})
