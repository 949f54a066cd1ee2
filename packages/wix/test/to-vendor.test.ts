import {
  type Accounting,
  type ActivityDraft,
  type LadderPatch,
  leafPaths,
  type TierDraft,
} from '@rungs/model'
import { takePoints } from '@rungs/transport'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tierOf } from '../src/from-vendor.js'
import { settingsOfPatch, thresholds, tierOfDraft, tierOfPatch } from '../src/to-vendor.js'
import createTier from './__fixtures__/create-tier.json' with { type: 'json' }
import { anyActivity, anyDraft, anyLadderPatch, anyPatch, heldDraft } from './arbitraries.js'

const movementOf = (activity: ActivityDraft) => takePoints(activity, ['earn', 'adjust'], thresholds)
const limits = { zeroPoints: 'allow', shortestWindow: 12 } as const
const spoken = ({ mapped, emulated, vendor, losses }: Accounting): string[] =>
  [...mapped, ...emulated.map(({ path }) => path), ...vendor, ...losses.map(({ path }) => path)].sort()
const lostOf = ({ losses }: Accounting): string[] => losses.map(({ path }) => path)
const onEarned = (value: string) => ({ metric: 'points.earned', op: '>=', value }) as const
const draft = (more: Partial<TierDraft> = {}) =>
  tierOfDraft({ name: 'n', rule: onEarned('1'), ...more }, limits)

describe('translation', () => {
  it('speaks for every leaf of a tier exactly once, unless the input is refused', () => {
    fc.assert(
      fc.property(anyDraft, (given) => {
        expect(spoken(tierOfDraft(given, limits).accounting)).toEqual(leafPaths(given).sort())
      }),
      { numRuns: 500 },
    )
  })

  it('speaks for every leaf of a change exactly once', () => {
    fc.assert(
      fc.property(anyPatch, (given) => {
        expect(spoken(tierOfPatch(given, limits).accounting)).toEqual(leafPaths(given).sort())
      }),
      { numRuns: 500 },
    )
  })

  it('speaks for every leaf of a change of the ladder exactly once', () => {
    fc.assert(
      fc.property(anyLadderPatch, (given) => {
        expect(spoken(settingsOfPatch(given, limits).accounting)).toEqual(leafPaths(given).sort())
      }),
      { numRuns: 500 },
    )
  })

  it('speaks for every leaf of an activity exactly once', () => {
    fc.assert(
      fc.property(anyActivity, (given) => {
        expect(spoken(movementOf(given).accounting)).toEqual(leafPaths(given).sort())
      }),
    )
  })

  it('names a reason for every loss, without a full stop', () => {
    fc.assert(
      fc.property(anyDraft, anyLadderPatch, (tier, ladder) => {
        const lost = [tierOfDraft(tier, limits), settingsOfPatch(ladder, limits)]
        for (const { reason } of lost.flatMap(({ accounting }) => accounting.losses)) {
          expect(reason).toMatch(/\w{3}.*[^.]$/s)
        }
      }),
    )
  })

  it('of what Wix holds comes back equal', () => {
    fc.assert(
      fc.property(heldDraft, (given) => {
        const { change, accounting, issues } = tierOfDraft(given, limits)
        expect([issues, accounting.losses]).toEqual([[], []])
        const { tierDefinition, requiredPoints } = change
        const wire = { id: 'x', tierDefinition, requiredPoints, revision: '1' }
        const { vendor: _, ...back } = tierOf(JSON.parse(JSON.stringify(wire)))
        expect(back).toEqual({ ...given, id: 'x', revision: '1' })
      }),
    )
  })

  it('is that of the SDK: create', () => {
    const { change } = tierOfDraft({ name: 'Gold', description: 'Top', rule: onEarned('200') }, limits)
    const { tierDefinition, requiredPoints } = change
    expect({ tier: { tierDefinition, requiredPoints } }).toEqual(createTier.request.body)
  })
})

describe('the threshold', () => {
  it.each(['0', '1', '9999999'])('may be %s', (value) => {
    const { change, issues } = draft({ rule: onEarned(value) })
    expect([change.requiredPoints, issues]).toEqual([Number(value), []])
  })

  it.each(['10000000', '18446744073709551617', '0.5', '-1'])('may not be %s', (value) => {
    const { change, issues } = draft({ rule: onEarned(value) })
    expect(issues).toMatchObject([{ path: 'rule.value' }])
    expect(change.requiredPoints).toBeUndefined()
  })

  it('of 0 is kept for the base tier where the setting says so', () => {
    const { issues } = tierOfDraft({ name: 'n', rule: onEarned('0') }, { ...limits, zeroPoints: 'reserve' })
    expect(issues).toMatchObject([{ path: 'rule.value' }])
    expect(issues[0]?.message).toContain('baseTier')
  })

  it.each<[TierDraft['rule'] & object, string]>([
    [{ all: [onEarned('1')] }, 'no groups'],
    [{ any: [onEarned('1')] }, 'no groups'],
    [{ atLeast: 1, of: [onEarned('1')] }, 'no groups'],
    [{ metric: 'points.balance', op: '>=', value: '1' }, 'earned and adjusted only'],
    [{ metric: 'spend', op: '>=', value: '1' }, 'earned and adjusted only'],
    [{ metric: 'visits', op: '>=', value: '1' }, 'earned and adjusted only'],
    [{ metric: 'counter:x', op: '>=', value: '1' }, 'earned and adjusted only'],
    [{ metric: 'points.earned', op: '>', value: '1' }, '>= only'],
  ])('cannot come from %j', (rule, reason) => {
    const { accounting, change, issues } = draft({ rule })
    expect(lostOf(accounting)).toEqual(leafPaths({ rule }))
    expect(accounting.losses[0]?.reason).toContain(reason)
    expect([change.requiredPoints, issues]).toEqual([undefined, []])
  })

  it.each<[number, string, 'emulated' | 'losses']>([
    [5001, '5000', 'emulated'],
    [1, '0', 'emulated'],
    [5000, '5000', 'losses'],
  ])('puts the rank %s beside %s among %s', (rank, value, where) => {
    const { accounting } = draft({ rank, rule: onEarned(value) })
    expect(accounting[where].map(({ path }) => path)).toContain('rank')
  })
})

describe('texts', () => {
  it('may be as long as Wix holds, counted in characters', () => {
    const { change, issues, accounting } = draft({ name: '🥇'.repeat(50), description: 'd'.repeat(70) })
    expect([issues, accounting.losses]).toEqual([[], []])
    expect(change.tierDefinition).toEqual({ name: '🥇'.repeat(50), description: 'd'.repeat(70) })
  })

  it('that are longer are an issue of the name, which a tier needs, and a loss of the description', () => {
    const { change, issues, accounting } = draft({ name: 'n'.repeat(51), description: 'd'.repeat(71) })
    expect(issues).toMatchObject([{ path: 'name' }])
    expect(lostOf(accounting)).toEqual(['description'])
    expect(change.tierDefinition).not.toHaveProperty('description')
  })

  it('are cleared by an empty one', () => {
    expect(tierOfPatch({ description: null, icon: null }, limits).change.tierDefinition).toEqual({
      ...{ description: '', icon: null },
    })
  })
})

describe('an icon', () => {
  const media = 'wix:image://v1/11062b_a1/gold%20star.png#originWidth=64&originHeight=32'
  it.each([
    ['https://cdn.example/gold.png', { url: 'https://cdn.example/gold.png' }],
    ['shapes/4b6ad8c1.svg', { url: 'shapes/4b6ad8c1.svg' }],
    [media, { id: '11062b_a1', url: media }],
  ])('%s is the image %j', (icon, image) => {
    expect(draft({ icon }).change.tierDefinition?.icon).toEqual(image)
  })

  it.each(['gold', 'https://', 'ftp://x/y', 'shapes/', 'wix:image://v2/a/b', ' https://cdn.example'])(
    '%s is a loss',
    (icon) => {
      const { accounting, change } = draft({ icon })
      expect(lostOf(accounting)).toEqual(['icon'])
      expect(change.tierDefinition).not.toHaveProperty('icon')
    },
  )
})

describe('a change', () => {
  it('of what Wix never has to nothing is held already; a rule cannot go', () => {
    const { accounting } = tierOfPatch({ color: null, validity: null, rule: null, benefits: [] }, limits)
    expect(accounting.mapped.sort()).toEqual(['benefits', 'color', 'validity'])
    expect(lostOf(accounting)).toEqual(['rule'])
  })
})

describe('the vendor part', () => {
  it('goes along: the whole image, and fields of the tier', () => {
    const icon = { id: 'a', url: 'https://cdn.example/a.png', altText: 'A star' }
    const vendor = { wix: { icon, fields: { labels: ['a'] } } }
    const { change, accounting, issues } = draft({ vendor })
    expect([change.tierDefinition?.icon, change.labels, issues]).toEqual([icon, ['a'], []])
    expect(accounting.vendor.sort()).toEqual(leafPaths({ vendor }).sort())
  })

  it.each([
    [{ wix: { color: 'gold' } }, ['vendor.wix.color']],
    [{ wix: 'gold' }, ['vendor.wix']],
    [{ wix: { icon: 'gold' } }, ['vendor.wix.icon']],
    [{ wix: { fields: ['a'] } }, ['vendor.wix.fields']],
    [
      { wix: { fields: { revision: '1', requiredPoints: 5, mine: 1 } } },
      ['vendor.wix.fields.revision', 'vendor.wix.fields.requiredPoints'],
    ],
  ])('%j is refused at %j', (vendor, paths) => {
    expect(draft({ vendor }).issues.map(({ path }) => path)).toEqual(paths)
  })

  it('may not say the icon twice', () => {
    const vendor = { wix: { icon: { url: 'https://cdn.example/a.png' } } }
    expect(draft({ icon: 'shapes/a.svg', vendor }).issues).toMatchObject([{ path: 'vendor.wix.icon' }])
  })
})

describe('a change of the ladder', () => {
  it.each<[LadderPatch, object, string[]]>([
    [{ status: 'active' }, { status: 'ACTIVE' }, []],
    [{ status: 'paused' }, { status: 'PAUSED' }, []],
    [{ status: 'disabled' }, { status: 'DISABLED' }, []],
    [{ status: 'draft' }, { status: 'DRAFT' }, []],
    [{ status: 'archived' }, {}, ['status']],
    [{ window: { kind: 'rolling', months: 12 } }, { rollingWindow: { durationInMonths: 12 } }, []],
    [{ window: { kind: 'rolling', months: 36 } }, { rollingWindow: { durationInMonths: 36 } }, []],
    [{ window: { kind: 'rolling', months: 11 } }, {}, ['window.kind', 'window.months']],
    [{ window: { kind: 'rolling', months: 37 } }, {}, ['window.kind', 'window.months']],
    [{ window: { kind: 'lifetime' } }, {}, ['window.kind']],
    [{ lifecycle: { review: 'continuous', downgrade: { policy: 'requalify' } } }, {}, []],
    [
      { lifecycle: { review: 'continuous', downgrade: { policy: 'hold', graceDays: 5 } } },
      {},
      ['lifecycle.downgrade.policy', 'lifecycle.downgrade.graceDays'],
    ],
    [{ baseTier: null }, { baseTierDefinition: null }, []],
    [
      { baseTier: { name: 'Friend', color: '#C0FFEE' } },
      { baseTierDefinition: { name: 'Friend' } },
      ['baseTier.color'],
    ],
    [{ name: 'Club', timeZone: 'Europe/Berlin' }, {}, ['name', 'timeZone']],
  ])('%j sends %j and loses %j', (patch, sent, lost) => {
    const { change, accounting, issues } = settingsOfPatch(patch, limits)
    expect([sent, issues]).toEqual([change, []])
    expect(lostOf(accounting).sort()).toEqual([...lost].sort())
  })

  it('may have a shorter window where the setting says so', () => {
    const { change } = settingsOfPatch(
      { window: { kind: 'rolling', months: 1 } },
      { ...limits, shortestWindow: 1 },
    )
    expect(change.rollingWindow).toEqual({ durationInMonths: 1 })
  })

  it('names the base tier in its paths', () => {
    const { issues } = settingsOfPatch({ baseTier: { name: 'n'.repeat(51) } }, limits)
    expect(issues).toMatchObject([{ path: 'baseTier.name' }])
  })
})

describe('an activity', () => {
  it.each([
    [
      { type: 'earn', points: '5' },
      { type: 'earn', points: 5 },
    ],
    [
      { type: 'adjust', points: '5' },
      { type: 'adjust', points: 5 },
    ],
    [
      { type: 'adjust', points: '-9999999' },
      { type: 'adjust', points: -9_999_999 },
    ],
  ] as const)('%j is %j', (activity, movement) => {
    expect(movementOf(activity).movement).toEqual(movement)
  })

  it.each([
    { type: 'adjust', points: '0' },
    { type: 'earn', points: '10000000' },
    { type: 'adjust', points: '-10000000' },
  ] as const)('%j is no amount that Wix books at once', (activity) => {
    const { movement, issues } = movementOf(activity)
    expect([movement, issues]).toMatchObject([undefined, [{ path: 'points' }]])
  })
})
