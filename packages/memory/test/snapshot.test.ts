import { describe, expect, it } from 'vitest'
import type { MemorySnapshot } from '../src/index.js'
import { backend, codeAndPaths, tierAt } from './support.js'

async function filled() {
  const made = backend({
    ladder: { name: 'Friends', baseTier: { name: 'Basic' }, tiers: [{ name: 'Gold', threshold: 5000 }] },
  })
  await made.run('tiers.create', { tier: tierAt(10) })
  const gone = await made.run('tiers.create', { tier: tierAt(20) })
  await made.run('members.enroll', { memberId: 'ada' })
  await made.run(
    'members.record',
    { memberId: 'ada', activity: { type: 'earn', points: '12' } },
    { idempotencyKey: 'k' },
  )
  await made.run('members.assign', { memberId: 'ada', tier: gone.id })
  await made.run('tiers.delete', { id: gone.id })
  return made
}

describe('snapshot and restore', () => {
  it('is plain JSON, and comes back exactly', async () => {
    const { control, run, clock } = await filled()
    const snapshot = control.snapshot()
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot)
    const ladder = await run('ladder.get', {})
    const standing = await run('members.standing', { memberId: 'ada' })

    const other = backend({ clock })
    other.control.restore(JSON.parse(JSON.stringify(snapshot)))
    expect(other.control.snapshot()).toEqual(snapshot)
    expect(await other.run('ladder.get', {})).toEqual(ladder)
    expect(await other.run('members.standing', { memberId: 'ada' })).toEqual(standing)
    const again = { memberId: 'ada', activity: { type: 'earn', points: '12' } } as const
    await other.run('members.record', again, { idempotencyKey: 'k' })
    expect(other.control.snapshot()).toEqual(snapshot)
  })

  it('goes on from there alike', async () => {
    const { control, clock, run } = await filled()
    const other = backend({ clock })
    other.control.restore(control.snapshot())
    expect(await other.run('tiers.create', { tier: tierAt(30) })).toEqual(
      await run('tiers.create', { tier: tierAt(30) }),
    )
  })

  it('neither shares anything with the state', async () => {
    const { control, run } = await filled()
    const snapshot = control.snapshot()
    const kept = structuredClone(snapshot)
    control.restore(snapshot)
    await run('members.record', { memberId: 'ada', activity: { type: 'visit' } })
    expect(snapshot).toEqual(kept)
    snapshot.tiers.length = 0
    snapshot.members.length = 0
    expect((await run('tiers.list', {})).items).toHaveLength(2)
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'snapshot'],
    [
      'another version',
      { version: 2, sequence: 1, settings: {}, tiers: [], members: [], retired: [], replays: [] },
    ],
    ['missing parts', { version: 1, sequence: 1, settings: {} }],
    [
      'tiers that are none',
      { version: 1, sequence: 1, settings: {}, tiers: [{}], members: [], retired: [], replays: [] },
    ],
    [
      'equal ranks',
      {
        version: 1,
        sequence: 1,
        settings: {},
        tiers: [{ tier: { id: 'a', rank: 1 } }, { tier: { id: 'b', rank: 1 } }],
        members: [],
        retired: [],
        replays: [],
      },
    ],
  ])('refuses %s, and changes nothing', async (_name, wrong) => {
    const { control } = await filled()
    const before = control.snapshot()
    expect((await codeAndPaths(() => control.restore(wrong as MemorySnapshot)))[0]).toBe('invalid_input')
    expect(control.snapshot()).toEqual(before)
  })
})
