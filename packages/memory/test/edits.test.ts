import type { LadderInput } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { backend } from './support.js'

const day = (n: number): string => `2026-03-${String(n).padStart(2, '0')}T00:00:00Z`

async function withAda(ladder: Omit<LadderInput, 'tiers'> = {}) {
  const made = backend({
    ladder: {
      ...ladder,
      tiers: [
        { name: 'Silver', key: 'silver', rule: { metric: 'points.earned', op: '>=', value: 1000 } },
        { name: 'Gold', key: 'gold', rule: { metric: 'points.earned', op: '>=', value: 5000 } },
      ],
    },
  })
  const { run, control } = made
  const [silver, gold] = (await run('tiers.list', {})).items
  control.clock.set(day(1))
  const earn = async (memberId: string, points: string) => {
    await run('members.enroll', { memberId })
    await run('members.record', { memberId, activity: { type: 'earn', points } })
  }
  await earn('ada', '6000')
  const standing = (memberId = 'ada') => run('members.standing', { memberId })
  const moves = async () =>
    (await run('members.history', { memberId: 'ada' })).items.map(
      ({ at, from, to }) => `${at.slice(8, 10)} ${from?.name ?? '-'} > ${to?.name ?? '-'}`,
    )
  const raise = (value: string) =>
    run('tiers.update', {
      id: gold?.id ?? '',
      patch: { rule: { metric: 'points.earned', op: '>=', value } },
    })
  return { ...made, silver, gold, earn, standing, moves, raise }
}

describe('an edit', () => {
  it('moves members at once under a continuous review, and the history tells when', async () => {
    const { control, standing, moves, raise } = await withAda()
    control.clock.set(day(5))
    await raise('9000')
    expect(await standing()).toMatchObject({ tier: { name: 'Silver' }, since: day(5) })
    control.clock.set(day(9))
    await raise('6000')
    expect(await standing()).toMatchObject({ tier: { name: 'Gold' }, since: day(9) })
    expect(await moves()).toEqual(['01 - > Gold', '05 Gold > Silver', '09 Silver > Gold'])
  })

  it('takes nothing from those who hold a tier where no review is due', async () => {
    const { control, standing, raise, earn, run } = await withAda({
      lifecycle: { review: 'never', downgrade: { policy: 'requalify' } },
    })
    control.clock.set(day(5))
    await raise('9000')
    await earn('bob', '6000')
    expect(await standing()).toMatchObject({ tier: { name: 'Gold' }, since: day(1) })
    expect((await run('members.explain', { memberId: 'ada' })).reason).toBe('kept')
    expect((await standing('bob')).tier?.name).toBe('Silver')
  })

  it('of the past is explained by the ladder of the time', async () => {
    const { control, raise, run } = await withAda()
    control.clock.set(day(5))
    await raise('9000')
    const gold = async (at: string) =>
      (await run('members.explain', { memberId: 'ada', at })).tiers.at(-1)?.rule
    expect(await gold(day(4))).toMatchObject({ value: '5000', met: true })
    expect(await gold(day(5))).toMatchObject({ value: '9000', met: false })
  })

  it('of a name or a benefit moves nobody, and shows at once', async () => {
    const { control, gold, run, moves, standing } = await withAda()
    control.clock.set(day(5))
    await run('tiers.update', { id: gold?.id ?? '', patch: { name: 'Platinum', benefits: [] } })
    expect(await standing()).toMatchObject({ tier: { name: 'Platinum' }, since: day(1) })
    expect(await moves()).toEqual(['01 - > Platinum'])
    expect(control.snapshot().versions).toHaveLength(1)
  })

  it('that deletes a tier, or pauses the ladder, is in the history too', async () => {
    const { control, gold, run, moves, standing } = await withAda()
    control.clock.set(day(5))
    await run('tiers.delete', { id: gold?.id ?? '' })
    control.clock.set(day(7))
    await run('ladder.update', { patch: { status: 'paused' } })
    expect((await standing()).tier).toBeNull()
    control.clock.set(day(9))
    await run('ladder.update', { patch: { status: 'active' } })
    expect(await moves()).toEqual(['01 - > Gold', '05 Gold > Silver', '07 Silver > -', '09 - > Silver'])
  })

  it('before anybody did anything is as if it had always been so', async () => {
    const { run, control } = backend()
    await run('members.enroll', { memberId: 'ada', since: day(1) })
    const rule = { metric: 'points.earned', op: '>=', value: '5' } as const
    await run('tiers.create', { tier: { name: 'Gold', rule } })
    const activity = { type: 'earn', points: '5', at: day(2) } as const
    await run('members.record', { memberId: 'ada', activity })
    expect(await run('members.standing', { memberId: 'ada' })).toMatchObject({ since: day(2) })
    expect(control.snapshot().versions).toHaveLength(1)
  })

  it('has not happened where the clock is set back before it and another is made', async () => {
    const { control, raise, moves } = await withAda()
    control.clock.set(day(9))
    await raise('9000')
    control.clock.set(day(5))
    await raise('8000')
    control.clock.set(day(20))
    expect(await moves()).toEqual(['01 - > Gold', '05 Gold > Silver'])
  })

  it('is in the snapshot', async () => {
    const { control, raise, run, moves } = await withAda()
    control.clock.set(day(5))
    await raise('9000')
    const other = backend()
    other.control.restore(JSON.parse(JSON.stringify(control.snapshot())))
    expect(other.control.snapshot()).toEqual(control.snapshot())
    expect(await other.run('members.history', { memberId: 'ada' })).toEqual(
      await run('members.history', { memberId: 'ada' }),
    )
    expect(await moves()).toEqual(['01 - > Gold', '05 Gold > Silver'])
  })

  it('is remembered among the last hundred', async () => {
    const { control, raise, standing } = await withAda()
    for (let edit = 0; edit < 130; edit += 1) {
      control.clock.advance('PT1M')
      await raise(edit % 2 === 0 ? '9000' : '5000')
    }
    expect(control.snapshot().versions).toHaveLength(100)
    expect(await standing()).toMatchObject({ tier: { name: 'Gold' }, since: '2026-03-01T02:10:00Z' })
  })
})
