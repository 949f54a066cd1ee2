import type { Activity } from '@rungs/model'
import { isRungsError, type RungsError } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { compileLadder, impact, type LadderLike, standingAt, timeline } from '../src/index.js'
import { earn, ladderOf, tier } from './build.js'

/** What the engine says about data of which the compiler knows better. */
function refusal(run: () => unknown): RungsError {
  try {
    run()
  } catch (error) {
    if (isRungsError(error)) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const ladderRefusal = (ladder: object) => refusal(() => compileLadder(ladder as LadderLike))
const paths = (error: RungsError) => error.issues.map(({ path }) => path)
const rule = { metric: 'spend', op: '>=', value: 1 }
const tiers = (...rules: unknown[]) => ({
  tiers: rules.map((one, index) => ({ id: `t${index}`, rank: index + 1, rule: one })),
})

describe('R4: refused ladders, path by path', () => {
  it.each<[string, object, string[]]>([
    [
      'equal ranks',
      {
        tiers: [
          { id: 'a', rank: 1 },
          { id: 'b', rank: 1 },
        ],
      },
      ['tiers[1].rank'],
    ],
    [
      'equal keys',
      {
        tiers: [
          { id: 'a', key: 'k', rank: 1 },
          { id: 'b', key: 'k', rank: 2 },
        ],
      },
      ['tiers[1].key'],
    ],
    [
      'equal ids',
      {
        tiers: [
          { id: 'a', rank: 1 },
          { id: 'a', rank: 2 },
        ],
      },
      ['tiers[1].id'],
    ],
    ['rank 0', { tiers: [{ id: 'a', rank: 0 }] }, ['tiers[0].rank']],
    ['a broken rank', { tiers: [{ id: 'a', rank: 1.5 }] }, ['tiers[0].rank']],
    ['no name to go by', { tiers: [{ rank: 1 }] }, ['tiers[0].id']],
    ['an empty group', tiers({ all: [] }), ['tiers[0].rule.all']],
    ['an empty group inside', tiers({ any: [rule, { all: [] }] }), ['tiers[0].rule.any[1].all']],
    ['atLeast 0', tiers({ atLeast: 0, of: [rule] }), ['tiers[0].rule.atLeast']],
    ['atLeast past n', tiers({ atLeast: 2, of: [rule] }), ['tiers[0].rule.atLeast']],
    ['an exponent', tiers({ ...rule, value: '1e3' }), ['tiers[0].rule.value']],
    ['a number past 2^53', tiers({ ...rule, value: 2 ** 53 }), ['tiers[0].rule.value']],
    ['no number', tiers({ ...rule, value: Number.NaN }), ['tiers[0].rule.value']],
    ['an unknown metric', tiers({ ...rule, metric: 'points' }), ['tiers[0].rule.metric']],
    ['an unknown operator', tiers({ ...rule, op: '=>' }), ['tiers[0].rule.op']],
    ['an unknown key in a rule', tiers({ ...rule, unit: 'EUR' }), ['tiers[0].rule.unit']],
    [
      'a bare threshold',
      { tiers: [{ id: 'a', rank: 1, threshold: 5 }] },
      ['tiers[0].threshold', 'tiers[0].threshold'],
    ],
    ['month 13', { ...ladderOf(), window: { kind: 'fixed_year', month: 13, day: 1 } }, ['window.month']],
    ['day 0', { ...ladderOf(), window: { kind: 'fixed_year', month: 2, day: 0 } }, ['window.day']],
    ['months 0', { ...ladderOf(), window: { kind: 'rolling', months: 0 } }, ['window.months']],
    ['an unknown window', { ...ladderOf(), window: { kind: 'weekly' } }, ['window.kind']],
    ['an unknown status', { ...ladderOf(), status: 'on' }, ['status']],
    [
      'an unknown floor',
      {
        ...ladderOf(),
        lifecycle: { review: 'period_end', downgrade: { policy: 'requalify', floor: 'platinum' } },
      },
      ['lifecycle.downgrade.floor'],
    ],
    [
      'inactivity without a duration',
      { ...ladderOf(), lifecycle: { review: 'inactivity', downgrade: { policy: 'requalify' } } },
      ['lifecycle.inactivity'],
    ],
    ...(
      [
        ['a duration that is none', { review: 'inactivity', inactivity: '90 days' }, 'inactivity'],
        ['a duration of nothing', { review: 'inactivity', inactivity: 'PT0S' }, 'inactivity'],
        ['an empty duration', { review: 'inactivity', inactivity: 'P' }, 'inactivity'],
        ['an unknown review', { review: 'sometimes' }, 'review'],
        ['an unknown policy', { downgrade: { policy: 'down' } }, 'downgrade.policy'],
        [
          'half a day of grace',
          { downgrade: { policy: 'requalify', graceDays: 0.5 } },
          'downgrade.graceDays',
        ],
        ['a misspelt key', { downgrade: { policy: 'requalify', gracedays: 3 } }, 'downgrade.gracedays'],
        ['no downgrade', { downgrade: undefined }, 'downgrade'],
        ['a negative extension', { extendMonths: -1 }, 'extendMonths'],
        ['an extension of nothing', { review: 'continuous', extendMonths: 1 }, 'extendMonths'],
        ['an unknown rollover', { rollover: { mode: 'half', counters: [] } }, 'rollover.mode'],
        ['a rollover of what', { rollover: { mode: 'reset', counters: 'all' } }, 'rollover.counters'],
        ['a counter without a key', { rollover: { mode: 'reset', counters: [''] } }, 'rollover.counters[0]'],
        ['an unknown clock', { reviewClock: 'weekly' }, 'reviewClock'],
      ] as const
    ).map(([name, over, path]): [string, object, string[]] => [
      name,
      { ...ladderOf(), lifecycle: { review: 'period_end', downgrade: { policy: 'requalify' }, ...over } },
      [`lifecycle.${path}`],
    ]),
    ['retired what', { ...ladderOf(), retired: 'gold' }, ['retired']],
    ['no tiers', { status: 'active' }, ['tiers']],
  ])('%s', (_name, ladder, expected) => {
    const error = ladderRefusal(ladder)
    expect(error.code).toBe('invalid_input')
    expect(paths(error)).toEqual(expected)
  })

  it.each(['one_step', 'to_base'] as const)('L17: continuous with %s has no meaning', (policy) => {
    const error = ladderRefusal({ ...ladderOf(), lifecycle: { review: 'continuous', downgrade: { policy } } })
    expect(error.code).toBe('invalid_input')
    expect(paths(error)).toEqual(['lifecycle.downgrade.policy'])
  })

  it('names everything that is wrong at once', () => {
    expect(paths(ladderRefusal({ tiers: [{ id: '', rank: 0, rule: { all: [] } }], windows: 1 }))).toEqual([
      'windows',
      'tiers[0].id',
      'tiers[0].rank',
      'tiers[0].rule.all',
    ])
  })

  it('takes every key of the common model', () => {
    const benefits = [{ label: 'Free shipping' }]
    const full = {
      benefits,
      description: 'd',
      color: '#FFD700',
      icon: 'star',
      revision: '3',
      createdAt: 'x',
      vendor: {},
    }
    expect(
      compileLadder({
        id: 'l',
        revision: '1',
        baseTier: { name: 'Basic' },
        tiers: [{ ...tier('a', 1, 1), ...full }],
      }),
    ).toBeDefined()
  })
})

describe('refused validities and zones', () => {
  const valid = (validity: object) => ({ tiers: [{ ...tier('a', 1, 1), validity }] })
  it.each<[string, object, string[]]>([
    ['an unknown anchor', valid({ anchor: 'moon' }), ['anchor']],
    ['no months from entry', valid({ anchor: 'entry' }), ['months']],
    ['no months, cyclic', valid({ anchor: 'entry_cyclic' }), ['months']],
    ['months 0', valid({ anchor: 'entry', months: 0 }), ['months']],
    ['half a month', valid({ anchor: 'registration', months: 1.5 }), ['months']],
    ['fixed from nowhere', valid({ anchor: 'fixed', months: 12 }), ['start']],
    ['an impossible date', valid({ anchor: 'fixed', start: '2026-02-30T00:00:00Z' }), ['start']],
    ['a date without a time', valid({ anchor: 'fixed', start: '2026-02-01' }), ['start']],
    ['a minimum below 0', valid({ anchor: 'entry', months: 1, minimumMonths: -1 }), ['minimumMonths']],
    ['an unknown key', valid({ anchor: 'entry', months: 1, month: 2 }), ['month']],
    ['an empty renewal', valid({ anchor: 'entry', months: 1, renewal: { any: [] } }), ['renewal.any']],
  ])('%s', (_name, ladder, expected) => {
    const error = ladderRefusal(ladder)
    expect(error.code).toBe('invalid_input')
    expect(paths(error)).toEqual(expected.map((path) => `tiers[0].validity.${path}`))
  })

  it.each([['Europe/Atlantis'], ['+02:00'], ['UTC+2'], [''], [7], [null]])('the zone %j', (timeZone) => {
    expect(paths(ladderRefusal({ ...ladderOf(), timeZone }))).toEqual(['timeZone'])
  })

  it.each(['UTC', 'Etc/UTC', 'Europe/Berlin', 'america/sao_paulo'])('knows %s', (timeZone) => {
    expect(compileLadder({ ...ladderOf(), timeZone })).toBeDefined()
  })

  it('a validity from registration asks for the registration', () => {
    const ladder: LadderLike = {
      ...valid({ anchor: 'registration' }),
      lifecycle: { review: 'period_end', downgrade: { policy: 'hold' } },
    } as LadderLike
    const ask = () => standingAt({ ladder, activity: [], at: '2026-01-01T00:00:00Z' })
    expect(paths(refusal(ask))).toEqual(['memberSince'])
  })
})

describe('refused histories and readings', () => {
  const version = (over: object = {}) => ({ from: '2026-01-01T00:00:00Z', ladder: ladderOf(), ...over })
  it.each<[string, object, string[]]>([
    ['no versions', { versions: [] }, ['versions']],
    ['another key', { versions: [{ ladder: ladderOf() }], tiers: [] }, ['tiers']],
    ['a first with a start', { versions: [version()] }, ['versions[0].from']],
    [
      'one without a start',
      { versions: [{ ladder: ladderOf() }, { ladder: ladderOf() }] },
      ['versions[1].from'],
    ],
    [
      'two of one instant',
      { versions: [{ ladder: ladderOf() }, version(), version()] },
      ['versions[2].from'],
    ],
    [
      'a wrong ladder',
      { versions: [{ ladder: ladderOf() }, version({ ladder: { tiers: [{ id: 'a', rank: 0 }] } })] },
      ['versions[1].ladder.tiers[0].rank'],
    ],
    [
      'no ladder',
      { versions: [{ ladder: ladderOf() }, { from: '2026-01-01T00:00:00Z' }] },
      ['versions[1].ladder'],
    ],
  ])('%s', (_name, history, expected) => {
    const error = ladderRefusal(history)
    expect(error.code).toBe('invalid_input')
    expect(paths(error)).toEqual(expected)
  })

  it('readings that are none', () => {
    const given = { refund: 'sinks', rolling: 'left' } as object
    expect(paths(refusal(() => compileLadder(ladderOf(), given)))).toEqual([
      'readings.rolling',
      'readings.refund',
    ])
  })

  it('readings beside a ladder that is compiled with its own', () => {
    const ladder = compileLadder(ladderOf())
    const at = '2026-01-01T00:00:00Z'
    const readings = { refund: 'raises' } as const
    expect(paths(refusal(() => standingAt({ ladder, activity: [], at, readings })))).toEqual(['readings'])
    expect(
      paths(refusal(() => impact({ before: ladder, after: ladder, members: [], at, readings }))),
    ).toEqual(['readings'])
  })
})

describe('refused activity', () => {
  const instant = '2026-01-01T00:00:00Z'
  it.each<[string, object, string[]]>([
    ['no instant', { type: 'visit' }, ['activity[1].at']],
    ['no such day', { at: '2026-02-30T00:00:00Z', type: 'visit' }, ['activity[1].at']],
    ['an unknown type', { at: instant, type: 'jump' }, ['activity[1].type']],
    ['a name of every object', { at: instant, type: 'constructor' }, ['activity[1].type']],
    ['a misspelt key', { at: instant, type: 'earn', point: 5 }, ['activity[1].point', 'activity[1].points']],
    ['negative points', { at: instant, type: 'earn', points: -5 }, ['activity[1].points']],
    ['negative spend', { at: instant, type: 'purchase', spend: '-0.01' }, ['activity[1].spend']],
    ['an exponent', { at: instant, type: 'purchase', spend: '1e3' }, ['activity[1].spend']],
    ['add and set', { at: instant, type: 'counter', counter: 'n', add: 1, set: 1 }, ['activity[1].add']],
    [
      'a counter without a key',
      { at: instant, type: 'counter', counter: '', add: 1 },
      ['activity[1].counter'],
    ],
    ['a tier that is none', { at: instant, type: 'set_tier', tier: 'platinum' }, ['activity[1].tier']],
    [
      'an end before the start',
      { at: instant, type: 'set_tier', tier: 'gold', until: instant },
      ['activity[1].until'],
    ],
  ])('%s', (_name, entry, expected) => {
    const activity = [earn(instant, 5), entry as Activity]
    const error = refusal(() => standingAt({ ladder: ladderOf(), activity, at: instant }))
    expect(error.code).toBe('invalid_input')
    expect(paths(error)).toEqual(expected)
  })

  it('an instant that is asked about must be one, and a span must not end before it begins', () => {
    const ask = (at: string) => refusal(() => standingAt({ ladder: ladderOf(), activity: [], at }))
    expect(paths(ask('yesterday'))).toEqual(['at'])
    const span = { from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }
    expect(paths(refusal(() => timeline({ ladder: ladderOf(), activity: [], ...span })))).toEqual(['to'])
  })

  it('a metric that is no amount is named', () => {
    const compiled = compileLadder(ladderOf())
    expect(paths(refusal(() => compiled.evaluate({ 'points.earned': Number.NaN })))).toEqual([
      "metrics['points.earned']",
    ])
    expect(paths(refusal(() => compiled.evaluate({ 'points.earned': 2 ** 53 })))).toEqual([
      "metrics['points.earned']",
    ])
    expect(paths(refusal(() => compiled.evaluate({ 'points.earned': '1e3' })))).toEqual([
      "metrics['points.earned']",
    ])
  })
})
