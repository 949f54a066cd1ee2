import { expect, it } from 'vitest'
import adapter, { type MemorySettings, memory } from '../src/index.js'
import { backend, codeAndPaths, SetClock } from './support.js'

const clock = new SetClock()
const ladder = {
  tiers: [
    { name: 'Silver', key: 'silver', threshold: 1000 },
    { name: 'Gold', key: 'gold', threshold: 5000 },
  ],
}

it('is the default export too, for a config that names the package', () => {
  expect(adapter).toBe(memory)
  expect(memory()).toMatchObject({
    specificationVersion: 'v1',
    name: 'memory',
    defaultMetric: 'points.balance',
  })
})

it('has a handler for every operation that its capabilities promise', () => {
  const { capabilities, operations } = memory()
  for (const [key, capability] of Object.entries(capabilities)) {
    if (!/^(tiers|ladder|workflow|members)\.(?!name|status|window|lifecycle|baseTier|timeZone)/.test(key))
      continue
    expect([key, key in operations]).toEqual([key, capability.support !== 'unsupported'])
  }
})

it('gives the client its clock', () => {
  expect(memory({ clock }).defaults).toEqual({ clock })
  expect(memory().defaults).toEqual({})
})

it('starts with a ladder and members', async () => {
  const { run, control } = backend({
    clock,
    ladder: { ...ladder, name: 'Friends', window: { kind: 'rolling', months: 12 } },
    seed: {
      members: [
        {
          id: 'ada',
          since: '2025-01-01T00:00:00Z',
          activity: [{ at: '2026-01-01T00:00:00Z', type: 'earn', points: 1200 }],
        },
        {
          id: 'bob',
          activity: [
            { at: '2026-02-01T00:00:00Z', type: 'set_tier', tier: 'gold' },
            { at: '2026-01-01T00:00:00Z', type: 'redeem', points: 5 },
            { at: '2025-12-01T00:00:00Z', type: 'earn', points: 5 },
          ],
        },
      ],
    },
  })
  expect(await run('ladder.get', {})).toMatchObject({
    name: 'Friends',
    tiers: [{ name: 'Silver' }, { name: 'Gold' }],
  })
  expect((await run('members.standing', { memberId: 'ada' })).tier).toMatchObject({ name: 'Silver' })
  expect((await run('members.standing', { memberId: 'bob' })).tier).toMatchObject({ name: 'Gold' })
  expect(control.members().map(({ id }) => id)).toEqual(['ada', 'bob'])
})

it.each<[string, unknown, string[]]>([
  ['no object', 'fast', ['settings']],
  ['an unknown key', { ladders: [] }, ['ladders']],
  ['a clock that is none', { clock: { now: 5 } }, ['clock']],
  ['a wrong ladder', { ladder: { tiers: [{ name: '' }] } }, ['ladder.tiers[0].name']],
  ['an unknown key in it', { ladder: { tiers: [], colour: 'red' } }, ['ladder.colour']],
  [
    'a threshold twice',
    {
      ladder: {
        tiers: [
          { name: 'a', threshold: 1 },
          { name: 'b', threshold: 1 },
        ],
      },
    },
    ['ladder.tiers[1].rule.value'],
  ],
  [
    'a validity without a meaning',
    { ladder: { tiers: [{ name: 'a', validity: { anchor: 'entry' } }] } },
    ['ladder.tiers[0].validity.months'],
  ],
  ['a seed that is none', { seed: [] }, ['seed.members']],
  [
    'members that are none',
    { seed: { members: [{ name: 'ada' }] } },
    ['seed.members[0].name', 'seed.members[0].id'],
  ],
  ['an id that cannot be in a path', { seed: { members: [{ id: 'a/b' }] } }, ['seed.members[0].id']],
  ['a member twice', { seed: { members: [{ id: 'a' }, { id: 'a' }] } }, ['seed.members[1].id']],
  [
    'a wrong activity',
    {
      seed: { members: [{ id: 'a', activity: [{ at: '2026-01-01T00:00:00Z', type: 'earn', points: -1 }] }] },
    },
    ['seed.members[0].activity[0].points'],
  ],
  [
    'a tier that is none',
    {
      seed: {
        members: [{ id: 'a', activity: [{ at: '2026-01-01T00:00:00Z', type: 'set_tier', tier: 'gold' }] }],
      },
    },
    ['seed.members[0].activity[0].tier'],
  ],
  [
    'activity in the future',
    { clock, seed: { members: [{ id: 'a', activity: [{ at: '2027-01-01T00:00:00Z', type: 'visit' }] }] } },
    ['seed.members[0].activity[0].at'],
  ],
  [
    'a balance below zero',
    {
      seed: { members: [{ id: 'a', activity: [{ at: '2026-01-01T00:00:00Z', type: 'redeem', points: 1 }] }] },
    },
    ['seed.members[0].activity'],
  ],
])('refuses %s, naming the path', async (_name, settings, paths) => {
  expect(await codeAndPaths(() => memory(settings as MemorySettings))).toEqual(['configuration', paths])
})
