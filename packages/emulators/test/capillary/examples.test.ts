import { afterAll, describe, expect, it } from 'vitest'
import { customer, earn, expiryOf, loyalty, publishTier, redeem, serialOf, spend, visit } from './members.js'
import { type Started, start } from './support.js'

/*
 * The examples that Capillary's user guides work out, one by one; each row names its page. Where a page contradicts
 * itself the row says what was taken.
 */

let examples = 0
const count = (): void => {
  examples += 1
}
afterAll(() => {
  console.info(`Capillary: ${examples} worked examples of the guides hold`)
})

const SLAB_UPGRADE = { periodType: 'SLAB_UPGRADE', periodValue: 12, unit: 'NUM_MONTHS' }
const CYCLIC = { periodType: 'SLAB_UPGRADE_CYCLIC', periodValue: 12 }

const DAILY = 977
const MONTH_END = 973

/** An emulator whose clock stands at a date, with base tiers alone. */
const at = (date: string): Started => start({ seed: 'empty', clock: `${date}T00:00:00Z` })

/** A member of a tier Gold at 100 points, entered on a date. */
const inGold = async (entered: string, validity: object, program: number, since?: string) => {
  const started = at(entered)
  await publishTier(started, 'Gold', 100, { program, validity })
  const member = customer(started, 'ann', since)
  earn(started, member, 100)
  return { started, member }
}

describe('what qualifies', () => {
  it.each([
    ['26,000 qualifies at 26,000', 26_000, 2],
    ['25,999.99 does not', 25_999.99, 1],
  ])('%s (Tier Upgrade page)', async (_, points, serial) => {
    const started = at('2024-01-01')
    await publishTier(started, 'Gold', 26_000)
    const member = customer(started)
    earn(started, member, points)
    expect(await serialOf(started, member)).toBe(serial)
    count()
  })
})

describe('the order of issuing points and upgrading', () => {
  it.each([
    ['LAZY', 400],
    ['EAGER', 600],
    ['DYNAMIC', 500],
  ])(
    '%s: 14,000 and then 2,000 spent, Diamond from 15,000: %s points (Tier Upgrade page)',
    async (mode, points) => {
      const started = start({ seed: 'empty', switches: { purchase_points: 'ten_percent_per_serial' } })
      const settings = { kpiType: 'CUMULATIVE_PURCHASES', slabUpgradeMode: mode }
      await started.post('/programs/973/updateTierAdvancedSettings', settings)
      const publish = async (name: string, threshold: number): Promise<void> => {
        const { body } = await started.post('/v3/tiers', { programId: 973, name, eligibility: { threshold } })
        await started.post(`/v3/tiers/${body.data.objectId}/submit`)
        await started.post(`/v3/tiers/${body.data.objectId}/approve`, { approvalStatus: 'APPROVE' })
      }
      await publish('Gold', 1000)
      await publish('Diamond', 15_000)
      const member = customer(started)
      spend(started, member, 14_000)
      const before = await loyalty(started, member)
      expect(before.currentSlab).toBe('Gold')
      spend(started, member, 2000)
      const after = await loyalty(started, member)
      expect([after.currentSlab, after.loyaltyPoints - before.loyaltyPoints]).toEqual(['Diamond', points])
      count()
    },
  )
})

describe('where a validity ends', () => {
  it('SLAB_UPGRADE, 12 months, upgraded 2024-04-15 (Configure Validity page)', async () => {
    const { started, member } = await inGold('2024-04-15', SLAB_UPGRADE, DAILY)
    expect(await expiryOf(started, member, DAILY)).toBe('2025-04-14T23:59:59Z')
    count()
  })

  it('and upgraded again 2024-10-25: the clock starts anew (the page prints 2024 for 2025)', async () => {
    const { started, member } = await inGold('2024-04-15', SLAB_UPGRADE, DAILY)
    await publishTier(started, 'Platinum', 200, { program: DAILY, validity: SLAB_UPGRADE })
    started.emulator.setClock('2024-10-25T10:30:00Z')
    earn(started, member, 100)
    expect(await serialOf(started, member, DAILY)).toBe(3)
    expect(await expiryOf(started, member, DAILY)).toBe('2025-10-24T23:59:59Z')
    count()
  })

  it('counts from the date of the bill (Configure Validity page)', async () => {
    const started = at('2024-05-20')
    await publishTier(started, 'Gold', 100, { program: DAILY, validity: SLAB_UPGRADE })
    const member = customer(started, 'ann', '2024-01-01T00:00:00Z')
    earn(started, member, 100, '2024-04-15T18:00:00Z')
    expect(await expiryOf(started, member, DAILY)).toBe('2025-04-14T23:59:59Z')
    count()
  })

  const anchor = { periodType: 'FIXED', isFixedTypeWithoutYear: true, startDate: '2020-10-25' }

  it.each([
    ['no minimum duration: the first anchor', {}, '2023-10-24T23:59:59Z'],
    ['minimumDuration 6: 2024-10-25 instead of 2023-10-25', { minimumDuration: 6 }, '2024-10-24T23:59:59Z'],
  ])('FIXED on 25 October, entered 2023-10-20, %s (Tiers page, archived)', async (_, more, expiry) => {
    const { started, member } = await inGold('2023-10-20', { ...anchor, ...more }, DAILY)
    expect(await expiryOf(started, member, DAILY)).toBe(expiry)
    count()
  })

  it('without the daily check any day of a month is its first (Tiers page, archived)', async () => {
    const { started, member } = await inGold('2023-06-20', anchor, MONTH_END)
    expect(await expiryOf(started, member, MONTH_END)).toBe('2023-09-30T23:59:59Z')
    count()
  })

  it.each([
    ['2022-06-01', '2023-02-27T23:59:59Z'],
    ['2023-06-01', '2024-02-28T23:59:59Z'],
  ])(
    'registered on 29 February, entered %s: ends before the anniversary, 28 February in common years (Configure Validity page)',
    async (entered, expiry) => {
      const validity = { periodType: 'FIXED_CUSTOMER_REGISTRATION' }
      const { started, member } = await inGold(entered, validity, DAILY, '2020-02-29T12:00:00Z')
      expect(await expiryOf(started, member, DAILY)).toBe(expiry)
      count()
    },
  )

  it('an edit of the validity leaves those who are in as they are (Configure Validity page)', async () => {
    const { started, member } = await inGold('2024-04-15', SLAB_UPGRADE, DAILY)
    const { body } = await started.get(`/v3/tiers?programId=${DAILY}`)
    const gold = body.data.tiers.find(({ name }) => name === 'Gold')
    const draft = await started.put(`/v3/tiers/${gold?.slabId}`, { validity: { periodValue: 3 } })
    await started.post(`/v3/tiers/${draft.body.data.objectId}/submit`)
    await started.post(`/v3/tiers/${draft.body.data.objectId}/approve`, { approvalStatus: 'APPROVE' })
    const later = customer(started, 'bob')
    earn(started, later, 100)
    expect(await expiryOf(started, member, DAILY)).toBe('2025-04-14T23:59:59Z')
    expect(await expiryOf(started, later, DAILY)).toBe('2024-07-14T23:59:59Z')
    count()
  })

  it('what does not end is shown a hundred years from now', async () => {
    const started = at('2024-04-15')
    expect(await expiryOf(started, customer(started))).toBe('2124-04-15T00:00:00Z')
  })
})

/** When the check happens, and the expiry after it. */
interface CheckRow {
  how: string
  program: number
  validity: object
  entered: string
  before: string
  /** Nothing happens up to here, and the check one second later. */
  last: string
  after: string
}

const march = { periodType: 'FIXED', periodValue: 2, startDate: '2020-03-01' }

describe('the check of a tier that ends on 2021-03-15 (Configure Validity page, table)', () => {
  const end = { entered: '2020-03-16', before: '2021-03-15T23:59:59Z' }
  const daily = { program: DAILY, last: '2021-03-15T23:59:59Z' }
  const monthEnd = { program: MONTH_END, last: '2021-03-31T23:59:59Z' }
  const fixed = { entered: '2021-02-10', before: '2021-02-28T23:59:59Z', validity: march }

  it.each<CheckRow>([
    { how: 'daily, one month more', validity: SLAB_UPGRADE, ...end, ...daily, after: '2021-04-15T23:59:59Z' },
    {
      how: 'at the month end, one month more',
      validity: SLAB_UPGRADE,
      ...end,
      ...monthEnd,
      after: '2021-04-30T23:59:59Z',
    },
    { how: 'daily, its months more', validity: CYCLIC, ...end, ...daily, after: '2022-03-15T23:59:59Z' },
    {
      how: 'at the month end, its months more',
      validity: CYCLIC,
      ...end,
      ...monthEnd,
      after: '2022-03-31T23:59:59Z',
    },
    {
      how: 'daily, from 1 March every 2 months: checked 1 March, then 1 May',
      ...fixed,
      program: DAILY,
      last: '2021-02-28T23:59:59Z',
      after: '2021-04-30T23:59:59Z',
    },
    {
      how: 'at the month end, from 1 March every 2 months',
      ...fixed,
      ...monthEnd,
      after: '2021-05-31T23:59:59Z',
    },
  ])('$how', async ({ program, validity, entered, before, last, after }) => {
    const { started, member } = await inGold(entered, validity, program)
    expect(await expiryOf(started, member, program)).toBe(before)
    started.emulator.setClock(last)
    expect(await expiryOf(started, member, program)).toBe(before)
    started.emulator.advanceClock('PT1S')
    expect(await expiryOf(started, member, program)).toBe(after)
    count()
  })
})

describe('renewal and downgrade', () => {
  const anyTwo = {
    ...SLAB_UPGRADE,
    renewal: { expressionRelationAIRA: 'ANY2', conditions: { purchase: '400', numVisits: '5' } },
  }

  it.each([
    ['433 spent and 3 visits of 400 and 5: downgraded', 433, 3, 1],
    ['400 spent and 5 visits: renewed', 400, 5, 2],
    ['399.99 spent and 5 visits: downgraded', 399.99, 5, 1],
  ])('ANY 2: %s (Tier Renewal page)', async (_, spent, visits, serial) => {
    const { started, member } = await inGold('2024-04-15', anyTwo, DAILY)
    spend(started, member, spent)
    visit(started, member, visits)
    started.emulator.setClock('2025-04-15T00:00:00Z')
    expect(await serialOf(started, member, DAILY)).toBe(serial)
    count()
  })

  it.each(['SINGLE', 'THRESHOLD', 'LOWEST'])(
    'without conditions a tier renews at every check, whatever %s says (Configure Validity page)',
    async (downgradeTo) => {
      const { started, member } = await inGold(
        '2024-04-15',
        { ...SLAB_UPGRADE, renewal: { downgradeTo } },
        DAILY,
      )
      redeem(started, member, 100)
      started.emulator.setClock('2026-04-15T00:00:00Z')
      expect(await serialOf(started, member, DAILY)).toBe(2)
      count()
    },
  )

  it('shouldDowngrade false: stays, whatever is missing (Create Tier page)', async () => {
    const renewal = { shouldDowngrade: false, conditions: { purchase: '400' } }
    const { started, member } = await inGold('2024-04-15', { ...SLAB_UPGRADE, renewal }, DAILY)
    started.emulator.setClock('2026-04-15T00:00:00Z')
    expect(await serialOf(started, member, DAILY)).toBe(2)
    count()
  })

  it.each([
    ['SINGLE', 500, 2, 'one tier below'],
    ['THRESHOLD', 500, 2, 'the highest whose threshold is met'],
    ['THRESHOLD', 199, 1, 'the base where none is'],
    ['THRESHOLD', 600, 3, 'its own, which is met still'],
    ['LOWEST', 500, 1, 'the base'],
  ])(
    '%s with %s points left of thresholds 0, 200 and 600: tier %s, %s (Configure Tier Downgrade page)',
    async (downgradeTo, left, serial) => {
      const validity = { ...SLAB_UPGRADE, renewal: { downgradeTo, conditions: { purchase: '1' } } }
      const started = at('2024-04-15')
      await publishTier(started, 'Silver', 200, { program: DAILY })
      await publishTier(started, 'Gold', 600, { program: DAILY, validity })
      const member = customer(started)
      earn(started, member, 1000)
      redeem(started, member, 1000 - left)
      expect(await serialOf(started, member, DAILY)).toBe(3)
      started.emulator.setClock('2025-04-14T23:59:59Z')
      expect(await serialOf(started, member, DAILY)).toBe(3)
      started.emulator.setClock('2025-04-15T00:00:00Z')
      expect(await serialOf(started, member, DAILY)).toBe(serial)
      count()
    },
  )

  it('the base tier stays (Tier Renewal page)', async () => {
    const started = at('2024-04-15')
    const member = customer(started)
    started.emulator.setClock('2030-01-01T00:00:00Z')
    expect(await serialOf(started, member)).toBe(1)
    count()
  })
})
