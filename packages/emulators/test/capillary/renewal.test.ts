import { describe, expect, it } from 'vitest'
import { customer, earn, expiryOf, publishTier, redeem, serialOf, spend, visit } from './members.js'
import { GOLD, publish, type Started, start } from './support.js'

/* What a check measures and where it leads, beyond the examples that the guides work out. */

const DAILY = 977

/** A member who enters Gold (100 points, above Silver of 50) of program 977 on 1 March 2026. */
const inGold = async (validity: object, silver?: object) => {
  const started = start({ seed: 'empty' })
  await publishTier(started, 'Silver', 50, { program: DAILY, validity: silver })
  await publishTier(started, 'Gold', 100, { program: DAILY, validity })
  const member = customer(started)
  earn(started, member, 100)
  return { started, member }
}

const serialAt = async (started: Started, member: string, date: string): Promise<number> => {
  started.emulator.setClock(`${date}T00:00:00Z`)
  return serialOf(started, member, DAILY)
}

const CYCLIC = { periodType: 'SLAB_UPGRADE_CYCLIC', periodValue: 12 }

describe('what a check measures', () => {
  it('is the cycle: what was spent in one does not count in the next', async () => {
    const { started, member } = await inGold({ ...CYCLIC, renewal: { conditions: { purchase: '10' } } })
    spend(started, member, 10)
    expect(await serialAt(started, member, '2027-03-01')).toBe(3)
    expect(await serialAt(started, member, '2028-02-29')).toBe(3)
    expect(await serialAt(started, member, '2028-03-01')).toBe(2)
  })

  it('is from the entry on: what was spent before does not count', async () => {
    const started = start({ seed: 'empty' })
    await publishTier(started, 'Gold', 100, {
      program: DAILY,
      validity: { ...CYCLIC, renewal: { conditions: { purchase: '10' } } },
    })
    const member = customer(started)
    spend(started, member, 10)
    started.emulator.advanceClock('P1D')
    earn(started, member, 100)
    expect(await serialAt(started, member, '2027-03-02')).toBe(1)
  })

  it('points are those earned, also when they were redeemed since (Tier Renewal page)', async () => {
    const { started, member } = await inGold({ ...CYCLIC, renewal: { conditions: { points: '100' } } })
    redeem(started, member, 100)
    expect(await serialAt(started, member, '2027-03-01')).toBe(3)
  })

  it('trackers are measured by what was added to them', async () => {
    const tracker = [{ trackerName: 'nights', value: '3', trackerId: 1, trackerCondition: 2 }]
    const { started, member } = await inGold({ ...CYCLIC, renewal: { conditions: { tracker } } })
    for (const add of [1, '0.5', '1.5'])
      started.emulator.addActivity({ member, type: 'counter', counter: 'nights', add })
    expect(await serialAt(started, member, '2027-03-01')).toBe(3)
    expect(await serialAt(started, member, '2028-03-01')).toBe(2)
  })

  const FIXED = { periodType: 'FIXED', periodValue: 12, startDate: '2026-01-01' }
  const purchase = { renewal: { conditions: { purchase: '10' } } }

  it.each([
    ['LAST_CALENDAR_YEAR', {}, '2026-12-31', 3],
    ['LAST_CALENDAR_YEAR', {}, '2026-03-02', 3],
    ['FIXED_DATE_BASED', { computationWindowStartValue: 3 }, '2026-10-01', 3],
    ['FIXED_DATE_BASED', { computationWindowStartValue: 3 }, '2026-09-30', 2],
    ['CUSTOM_PERIOD', { computationWindowStartValue: 6, computationWindowEndValue: 3 }, '2026-07-01', 3],
    ['CUSTOM_PERIOD', { computationWindowStartValue: 6, computationWindowEndValue: 3 }, '2026-09-30', 3],
    ['CUSTOM_PERIOD', { computationWindowStartValue: 6, computationWindowEndValue: 3 }, '2026-10-01', 2],
    ['CUSTOM_PERIOD', { computationWindowStartValue: 6, computationWindowEndValue: 3 }, '2026-06-30', 2],
  ])(
    '%s of %j, spent %s, checked on 1 January: tier %s (Create Tier page, computation windows)',
    async (renewalWindowType, offsets, date, serial) => {
      const { started, member } = await inGold({ ...FIXED, renewalWindowType, ...offsets, ...purchase })
      started.emulator.setClock(`${date}T00:00:00Z`)
      spend(started, member, 10)
      expect(await serialAt(started, member, '2027-01-01')).toBe(serial)
    },
  )

  it('LAST_CALENDAR_YEAR is the year before the check, not the one in which it is', async () => {
    const { started, member } = await inGold({
      ...FIXED,
      startDate: '2026-07-01',
      renewalWindowType: 'LAST_CALENDAR_YEAR',
      ...purchase,
    })
    spend(started, member, 10)
    expect(await serialAt(started, member, '2026-07-01')).toBe(2)
  })

  it('LAST_CALENDAR_YEAR is one year only', async () => {
    const window = { renewalWindowType: 'LAST_CALENDAR_YEAR', ...purchase }
    const { started, member } = await inGold({ ...FIXED, startDate: '2028-01-01', ...window })
    spend(started, member, 10)
    expect(await serialAt(started, member, '2027-12-31')).toBe(3)
    expect(await serialAt(started, member, '2028-01-01')).toBe(2)
  })
})

describe('the renewal expression', () => {
  const conditions = { purchase: '10', numVisits: '2', points: '200' }

  it.each([
    [{}, [10, 2, 100], 3],
    [{}, [10, 1, 100], 2],
    [{ expressionRelationAIRA: 'ALL' }, [10, 1, 100], 2],
    [{ expressionRelationAIRA: 'ANY1' }, [0, 2, 0], 3],
    [{ expressionRelationAIRA: 'ANY2' }, [0, 2, 0], 2],
    [{ expressionRelationAIRA: '(1 AND 2) OR 3' }, [10, 2, 0], 3],
    [{ expressionRelationAIRA: '(1 AND 2) OR 3' }, [0, 0, 100], 3],
    [{ expressionRelationAIRA: '(1 AND 2) OR 3' }, [10, 0, 0], 2],
    [{ expressionRelationAIRA: '1 AND 2 OR 3' }, [0, 0, 100], 3],
    [{ expressionRelation: '[[1,2],[3]]' }, [10, 2, 0], 3],
    [{ expressionRelation: '[[1,2],[3]]' }, [10, 0, 0], 2],
    [{ expressionRelation: '[[1]]', expressionRelationAIRA: 'ALL' }, [10, 0, 0], 3],
    [{ expressionRelation: 'what not', expressionRelationAIRA: 'ANY1' }, [10, 0, 0], 2],
  ] as const)(
    '%j with spend, visits and points of %j: tier %s',
    async (expression, [spent, visits, points], serial) => {
      const { started, member } = await inGold({ ...CYCLIC, renewal: { ...expression, conditions } })
      earn(started, member, points)
      if (spent > 0) spend(started, member, spent)
      visit(started, member, visits)
      expect(await serialAt(started, member, '2027-03-01')).toBe(serial)
    },
  )
})

describe('where a validity ends', () => {
  it.each([
    [
      'entered on its date: the next one',
      { periodType: 'FIXED', periodValue: 12, startDate: '2025-03-01' },
      '2027-02-28T23:59:59Z',
    ],
    [
      'not before it starts',
      { periodType: 'FIXED', periodValue: 1, startDate: '2028-05-10' },
      '2028-05-09T23:59:59Z',
    ],
    [
      'every two months',
      { periodType: 'FIXED', periodValue: 2, startDate: '2025-01-31' },
      '2026-03-30T23:59:59Z',
    ],
    [
      'a day that a month lacks is its last',
      { periodType: 'FIXED', periodValue: 1, startDate: '2025-12-31', minimumDuration: 1 },
      '2026-04-29T23:59:59Z',
    ],
    [
      'twelve months where none are given',
      { periodType: 'FIXED', isFixedTypeWithoutYear: true, startDate: '2030-06-01' },
      '2026-05-31T23:59:59Z',
    ],
    [
      'an anchor on the day of the minimum duration counts',
      { periodType: 'FIXED', periodValue: 1, startDate: '2025-01-01', minimumDuration: 2 },
      '2026-04-30T23:59:59Z',
    ],
    [
      'no check before the minimum duration',
      { periodType: 'SLAB_UPGRADE', periodValue: 3, minimumDuration: 7 },
      '2026-11-30T23:59:59Z',
    ],
    [
      'a minimum duration that is shorter changes nothing',
      { periodType: 'SLAB_UPGRADE', periodValue: 12, minimumDuration: 7 },
      '2027-02-28T23:59:59Z',
    ],
    [
      'registered that day: a year on',
      { periodType: 'FIXED_CUSTOMER_REGISTRATION', periodValue: 3 },
      '2027-02-28T23:59:59Z',
    ],
    [
      'a recurring date in a year far off',
      { periodType: 'FIXED', isFixedTypeWithoutYear: true, startDate: '9999-06-01' },
      '2026-05-31T23:59:59Z',
    ],
    [
      'a recurring date in a year long gone',
      { periodType: 'FIXED', isFixedTypeWithoutYear: true, startDate: '0400-06-01' },
      '2026-05-31T23:59:59Z',
    ],
    [
      'later than dates are written: never',
      { periodType: 'SLAB_UPGRADE', periodValue: 100_000 },
      '2126-03-01T00:00:00Z',
    ],
    [
      'more months than there are: never',
      { periodType: 'SLAB_UPGRADE', periodValue: 9_007_199_254_740_991 },
      '2126-03-01T00:00:00Z',
    ],
    [
      'no check before a minimum duration without end',
      { periodType: 'SLAB_UPGRADE', periodValue: 3, minimumDuration: 9_007_199_254_740_991 },
      '2126-03-01T00:00:00Z',
    ],
    ['without a period type it does not', { periodValue: 3 }, '2126-03-01T00:00:00Z'],
  ])('%s', async (_, validity, expiry) => {
    const { started, member } = await inGold(validity)
    expect(await expiryOf(started, member, DAILY)).toBe(expiry)
  })

  it('entered on an anchor date, it is first checked on the next one', async () => {
    const fixed = { periodType: 'FIXED', periodValue: 12, startDate: '2025-03-01' }
    const { started, member } = await inGold({ ...fixed, renewal: { conditions: { purchase: '10' } } })
    expect(await serialOf(started, member, DAILY)).toBe(3)
    expect(await serialAt(started, member, '2027-02-28')).toBe(3)
    expect(await serialAt(started, member, '2027-03-01')).toBe(2)
  })
})

describe('a downgrade', () => {
  const lapsing = { ...CYCLIC, renewal: { conditions: { purchase: '10' } } }

  it('begins a validity of the lower tier that day', async () => {
    const { started, member } = await inGold(lapsing, { periodType: 'SLAB_UPGRADE', periodValue: 6 })
    expect(await serialAt(started, member, '2027-03-01')).toBe(2)
    expect(await expiryOf(started, member, DAILY)).toBe('2027-08-31T23:59:59Z')
  })

  it('goes on to the base when the lower tier lapses too, in one jump of the clock', async () => {
    const { started, member } = await inGold(lapsing, lapsing)
    expect(await serialAt(started, member, '2028-02-29')).toBe(2)
    expect(await serialAt(started, member, '2028-03-01')).toBe(1)
    const jumping = await inGold(lapsing, lapsing)
    expect(await serialAt(jumping.started, jumping.member, '2029-01-01')).toBe(1)
  })

  it('is undone by the next activity of one who qualifies still', async () => {
    const { started, member } = await inGold(lapsing)
    expect(await serialAt(started, member, '2027-03-01')).toBe(2)
    started.emulator.addActivity({ member, type: 'touch' })
    expect(await serialOf(started, member, DAILY)).toBe(3)
  })
})

describe('secondary conditions of eligibility', () => {
  it.each([
    ['AND', 20_000, 0, 2],
    ['AND', 20_000, 3, 3],
    ['OR', 0, 3, 3],
    ['OR', 20_000, 0, 3],
    ['OR', 0, 2, 1],
  ])(
    '%s: %s points and %s visits of 20,000 and 3: tier %s',
    async (expressionRelation, points, visits, serial) => {
      const started = start()
      const conditions = [{ type: 'VISITS', value: '3' }]
      await publish(started, { ...GOLD, eligibility: { threshold: 20_000, expressionRelation, conditions } })
      const member = customer(started)
      earn(started, member, points)
      visit(started, member, visits)
      expect(await serialOf(started, member)).toBe(serial)
    },
  )

  it.each([
    ['PURCHASE', { type: 'purchase', spend: '9.99' }, { type: 'purchase', spend: '0.01' }],
    ['POINTS', { type: 'earn', points: 9 }, { type: 'earn', points: 1 }],
    ['TRACKER', { type: 'counter', counter: '7', add: 9 }, { type: 'counter', counter: '7', add: 1 }],
  ] as const)('%s of 10 or more', async (type, before, after) => {
    const started = start({ seed: 'empty' })
    const conditions = [
      { type, value: '10', ...(type === 'TRACKER' ? { trackerId: 7, trackerCondition: 1 } : {}) },
    ]
    await publish(started, { ...GOLD, eligibility: { threshold: 0, conditions } })
    const member = customer(started)
    started.emulator.addActivity({ member, ...before })
    expect(await serialOf(started, member)).toBe(1)
    started.emulator.addActivity({ member, ...after })
    expect(await serialOf(started, member)).toBe(2)
  })
})
