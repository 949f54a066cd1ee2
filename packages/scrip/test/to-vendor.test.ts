import { type Accounting, type ActivityDraft, leafPaths, type Rule, type TierDraft } from '@rungs/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventOf, ladderPatch, levelBody, levelPatch } from '../src/to-vendor.js'
import tier from './__fixtures__/tier.json' with { type: 'json' }
import { anyActivity, anyDraft, anyLadderPatch, anyPatch } from './arbitraries.js'
import { settings } from './support.js'

const spoken = ({ mapped, emulated, vendor, losses }: Accounting): string[] =>
  [...mapped, ...emulated.map(({ path }) => path), ...vendor, ...losses.map(({ path }) => path)].sort()
const body = (draft: Partial<TierDraft>) => levelBody({ name: 'n', ...draft }, settings)
const nights = (value: string, op: '>=' | '<' = '>='): Rule => ({ metric: 'counter:nights', op, value })

describe('translation', () => {
  it('speaks for every leaf exactly once', () => {
    const held = (accounting: Accounting, given: object): void => {
      expect(spoken(accounting)).toEqual(leafPaths(given).sort())
    }
    fc.assert(fc.property(anyDraft, (draft) => held(levelBody(draft, settings).accounting, draft)))
    fc.assert(fc.property(anyPatch, (patch) => held(levelPatch(patch, settings).accounting, patch)))
    fc.assert(fc.property(anyLadderPatch, (patch) => held(ladderPatch(patch).accounting, patch)))
    fc.assert(fc.property(anyActivity, (one) => held(eventOf(one, settings).accounting, one)))
  })

  it('names a reason for every loss, without a full stop', () => {
    const reasons = ({ losses }: Accounting): void => {
      for (const { reason } of losses) expect(reason).toMatch(/\w{3}.*[^.]$/)
    }
    fc.assert(fc.property(anyDraft, (draft) => reasons(levelBody(draft, settings).accounting)))
    fc.assert(fc.property(anyLadderPatch, (patch) => reasons(ladderPatch(patch).accounting)))
  })

  it('makes the levels of the guide', () => {
    const spend = (value: string): Rule => ({ metric: 'counter:ytd_spend', op: '>=', value })
    const stays = (value: string): Rule => ({ metric: 'counter:ytd_nights', op: '>=', value })
    const perks = (given: object) => Object.entries(given).map(([key, value]) => ({ key, value }))
    const [silver, gold] = tier.request.body.levels
    const made = [
      body({ name: 'Silver', rank: 1, rule: spend('500'), benefits: perks({ points_multiplier: 1.5 }) }).body,
      body({ name: 'Gold', rank: 2, rule: { all: [spend('2000'), stays('10')] } }).body,
    ]
    const { benefits: _later, ...bare } = gold ?? {}
    expect(made).toEqual([
      { ...silver, key: undefined },
      { ...bare, key: undefined },
    ])
  })
})

describe('a rule', () => {
  it.each<[Rule, object]>([
    [nights('10'), { mode: 'ALL', criteria: [{ counter: 'nights', operator: '>=', threshold: 10 }] }],
    [nights('0.1', '<'), { mode: 'ALL', criteria: [{ counter: 'nights', operator: '<', threshold: 0.1 }] }],
    [
      { metric: 'spend', op: '==', value: '-5' },
      { mode: 'ALL', criteria: [{ counter: 'spend', operator: '==', threshold: -5 }] },
    ],
    [
      { all: [nights('1'), { metric: 'points.earned', op: '>', value: '2' }] },
      {
        mode: 'ALL',
        criteria: [
          { counter: 'nights', operator: '>=', threshold: 1 },
          { counter: 'points_earned', operator: '>', threshold: 2 },
        ],
      },
    ],
    [
      { any: [nights('1')] },
      { mode: 'ANY', criteria: [{ counter: 'nights', operator: '>=', threshold: 1 }] },
    ],
  ])('%j is the qualification %j', (rule, qualification) => {
    const { body: level, accounting, issues } = body({ rule })
    expect([level.qualification, accounting.losses, issues]).toEqual([qualification, [], []])
  })

  it.each<[Rule, string]>([
    [{ all: [{ any: [nights('1')] }, nights('2')] }, 'groups within groups'],
    [{ any: [{ all: [nights('1'), nights('2')] }] }, 'groups within groups'],
    [{ atLeast: 1, of: [nights('1'), nights('2')] }, 'ALL and ANY only'],
    [{ all: [nights('1')] }, 'ALL of one'],
  ])('%j is lost', (rule, reason) => {
    const { body: level, accounting, issues } = body({ rule })
    expect(accounting.losses.map(({ path }) => path)).toEqual(leafPaths({ rule }))
    expect(accounting.losses[0]?.reason).toContain(reason)
    expect([level.qualification, issues]).toEqual([undefined, []])
  })

  it.each<[Rule, string]>([
    [nights('9007199254740992'), 'rule.value'],
    [{ all: [nights('1'), nights('0.12345678901234567')] }, 'rule.all[1].value'],
    [{ any: [{ metric: 'counter:spend', op: '>=', value: '1' }] }, 'rule.any[0].metric'],
  ])('%j is refused at %s', (rule, path) => {
    expect(body({ rule }).issues.map((issue) => issue.path)).toEqual([path])
  })

  it('on a metric that a counter stands for is emulated', () => {
    const { accounting } = body({ rule: { all: [nights('1'), { metric: 'visits', op: '>=', value: '2' }] } })
    expect(accounting.emulated.map(({ path }) => path)).toEqual(
      leafPaths({ a: { metric: 1, op: 1, value: 1 } }).map((leaf) => leaf.replace('a', 'rule.all[1]')),
    )
    expect(accounting.emulated[0]?.note).toContain('counter')
  })
})

describe('benefits', () => {
  it.each<[TierDraft['benefits'] & object, object]>([
    [[{ key: 'lounge', value: true }], { lounge: true }],
    [[{ label: 'a' }, { label: 'b' }], { labels: ['a', 'b'] }],
    [[{ label: 'a' }, { key: 'k', value: 1 }], { k: 1, labels: ['a'] }],
    [[{ key: 'k', value: 1 }, { label: 'a' }], { k: 1, labels: ['a'], labels_order: ['k', null] }],
    [
      [
        { key: 'b', value: 1 },
        { key: 'a', value: 2 },
      ],
      { b: 1, a: 2, labels_order: ['b', 'a'] },
    ],
  ])('%j are %j', (benefits, expected) => {
    expect(body({ benefits }).body.benefits).toEqual(expected)
  })

  it('keep one value for each key, and keep labels apart', () => {
    const twice = body({
      benefits: [
        { key: 'k', value: 1 },
        { key: 'k', value: 2 },
      ],
    })
    expect(twice.accounting.losses.map(({ path }) => path)).toEqual(['benefits[1].key', 'benefits[1].value'])
    const taken = body({
      benefits: [
        { key: 'labels', value: 1 },
        { key: 'labels_order', value: 1 },
      ],
    })
    expect(taken.issues.map(({ path }) => path)).toEqual(['benefits[0].key', 'benefits[1].key'])
  })

  it('are left out of a create when there are none, and emptied in a change', () => {
    expect(body({ benefits: [] }).body).toEqual({ display_name: 'n' })
    expect(levelPatch({ benefits: [] }, settings).body).toEqual({ benefits: {} })
  })
})

describe('a change', () => {
  it('sends what was given and nothing else', () => {
    expect(levelPatch({ name: 'New' }, settings).body).toEqual({ display_name: 'New' })
    expect(levelPatch({ rank: 7 }, settings).body).toEqual({ rank: 7 })
  })

  it('takes a rule away by an empty object, which the update page says', () => {
    const { body: level, accounting } = levelPatch({ rule: null }, settings)
    expect([level, accounting.mapped]).toEqual([{ qualification: {} }, ['rule']])
  })

  it.each([
    ['empty', ''],
    ['null', null],
  ] as const)('with clearWith %s clears colour and icon by %j', (clearWith, value) => {
    const { body: level } = levelPatch({ color: null, icon: null }, { ...settings, clearWith })
    expect(level).toEqual({ color: value, icon_url: value })
  })

  it('of what Scrip never has to nothing is held already', () => {
    const { accounting, body: level } = levelPatch({ description: null, validity: null }, settings)
    expect([accounting.mapped.sort(), level]).toEqual([['description', 'validity'], {}])
  })
})

describe('the vendor part', () => {
  it('goes along as fields of the level', () => {
    const { body: level, accounting, issues } = body({ vendor: { scrip: { level: { sort: 1 } } } })
    expect([level.sort, accounting.vendor, issues]).toEqual([1, ['vendor.scrip.level.sort'], []])
  })

  it.each([
    [{ scrip: 'gold' }, ['vendor.scrip']],
    [{ scrip: { sort: 1 } }, ['vendor.scrip.sort']],
    [{ scrip: { level: [] } }, ['vendor.scrip.level']],
    [{ scrip: { level: { rank: 1, key: 'x' } } }, ['vendor.scrip.level.rank', 'vendor.scrip.level.key']],
    [{ scrip: { swapRanks: 'yes' } }, ['vendor.scrip.swapRanks']],
    [{ scrip: { swapRanks: true } }, ['vendor.scrip.swapRanks']],
  ])('%j is refused at %j', (vendor, paths) => {
    expect(body({ vendor }).issues.map(({ path }) => path)).toEqual(paths)
  })

  it('may ask to swap ranks in a change, with a rank', () => {
    const vendor = { scrip: { swapRanks: true } }
    expect(levelPatch({ rank: 2, vendor }, settings)).toMatchObject({ swapRanks: true, issues: [] })
    expect(levelPatch({ name: 'n', vendor }, settings).issues).toMatchObject([
      { path: 'vendor.scrip.swapRanks' },
    ])
  })

  it('of a ladder goes along as fields of the tier', () => {
    const { body: sent, issues } = ladderPatch({ vendor: { scrip: { tier: { note: 'x' } } } })
    expect([sent, issues]).toEqual([{ note: 'x' }, []])
    const wrong = ladderPatch({ vendor: { scrip: { tier: { levels: [] }, level: {} } } })
    expect(wrong.issues.map(({ path }) => path)).toEqual(['vendor.scrip.level', 'vendor.scrip.tier.levels'])
  })
})

describe('an activity', () => {
  it.each<[ActivityDraft, object]>([
    [
      { type: 'earn', points: '5' },
      { type: 'earn', points: 5, counters: { points_balance: 5, points_earned: 5 } },
    ],
    [
      { type: 'adjust', points: '-5' },
      { type: 'adjust', points: -5, counters: { points_balance: -5, points_earned: -5 } },
    ],
    [
      { type: 'redeem', points: '5' },
      { type: 'redeem', points: 5, counters: { points_balance: -5 } },
    ],
    [
      { type: 'expire', points: '5' },
      { type: 'expire', points: 5, counters: { points_balance: -5 } },
    ],
    [
      { type: 'refund', points: '5' },
      { type: 'refund', points: 5, counters: { points_balance: -5 } },
    ],
    [
      { type: 'purchase', spend: '19.99' },
      { type: 'purchase', amount: 19.99, counters: { spend: 19.99 } },
    ],
    [{ type: 'visit' }, { type: 'visit', counters: { visits: 1 } }],
    [
      { type: 'counter', counter: 'nights', add: '3' },
      { type: 'counter', counter: 'nights', add: 3, counters: { nights: 3 } },
    ],
    [{ type: 'touch' }, { type: 'touch' }],
  ])('%j is the event data %j', (activity, event) => {
    expect(eventOf(activity, settings)).toMatchObject({ event, issues: [] })
    expect(eventOf(activity, settings).event).toEqual(event)
  })

  it('that sets a counter is written to it, of any length', () => {
    const value = '12345678901234567890.5'
    const { counter, event } = eventOf({ type: 'counter', counter: 'nights', set: value }, settings)
    expect([counter, event]).toEqual([{ key: 'nights', value }, undefined])
  })

  it.each<[ActivityDraft, string]>([
    [{ type: 'earn', points: '9007199254740992' }, 'points'],
    [{ type: 'purchase', spend: '0.12345678901234567' }, 'spend'],
    [{ type: 'counter', counter: 'n', add: '9007199254740993' }, 'add'],
  ])('%j is refused at %s: an event carries numbers', (activity, path) => {
    expect(eventOf(activity, settings).issues).toMatchObject([{ path }])
  })

  it('at another time than now is a loss', () => {
    const { accounting } = eventOf({ type: 'visit', at: '2026-01-01T00:00:00Z' }, settings)
    expect(accounting.losses).toMatchObject([{ path: 'at' }])
  })
})
