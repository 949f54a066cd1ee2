import { customer, earn, expiryOf, loyalty, serialOf, spend, visit } from './members.js'
import { GOLD, publish, type Started } from './support.js'
import type { Row } from './switch-row.js'

/** A member of a tier Gold at 20,000 points of program 973, whose checks are at month ends. */
const inGold = async (started: Started, validity: object): Promise<string> => {
  await publish(started, { ...GOLD, validity })
  const member = customer(started)
  earn(started, member, 20_000)
  return member
}

const YEAR = { periodType: 'SLAB_UPGRADE', periodValue: 12 }
const unmet = { conditions: { purchase: '1' } }

/** When members move, and where to. */
export const evaluationRows: Row[] = [
  {
    name: 'upgrade_jump',
    observe: async (started) => {
      await publish(started)
      const member = customer(started)
      earn(started, member, 20_000)
      const first = await serialOf(started, member)
      earn(started, member, 0)
      return [first, await serialOf(started, member)]
    },
    seen: [
      ['highest', [3, 3]],
      ['one_tier', [2, 3]],
    ],
  },
  {
    name: 'default_expression_relation',
    observe: async (started) => {
      const conditions = [{ type: 'VISITS', value: '1' }]
      await publish(started, { ...GOLD, eligibility: { threshold: 20_000, conditions } })
      const member = customer(started)
      earn(started, member, 20_000)
      const before = await serialOf(started, member)
      visit(started, member)
      return [before, await serialOf(started, member)]
    },
    seen: [
      ['AND', [2, 3]],
      ['OR', [3, 3]],
    ],
  },
  {
    name: 'purchase_points',
    observe: async (started) => {
      const member = customer(started)
      spend(started, member, 200)
      return (await loyalty(started, member)).loyaltyPoints
    },
    seen: [
      ['none', 0],
      ['ten_percent_per_serial', 20],
    ],
  },
  {
    name: 'slab_upgrade_extension',
    observe: async (started) => {
      const member = await inGold(started, YEAR)
      started.emulator.setClock('2027-03-01T00:00:00Z')
      return expiryOf(started, member)
    },
    seen: [
      ['one_month', '2027-03-31T23:59:59Z'],
      ['period_value', '2028-02-29T23:59:59Z'],
    ],
  },
  {
    name: 'fixed_day_without_daily_check',
    observe: async (started) =>
      expiryOf(
        started,
        await inGold(started, { periodType: 'FIXED', periodValue: 12, startDate: '2026-10-25' }),
      ),
    seen: [
      ['first_of_month', '2026-09-30T23:59:59Z'],
      ['as_given', '2026-10-24T23:59:59Z'],
    ],
  },
  {
    name: 'fixed_without_start',
    observe: async (started) =>
      expiryOf(started, await inGold(started, { periodType: 'FIXED', periodValue: 12 })),
    seen: [
      ['entry', '2027-02-28T23:59:59Z'],
      ['never_ends', '2126-03-01T00:00:00Z'],
    ],
  },
  {
    name: 'renewal_without_conditions',
    observe: async (started) => {
      const member = await inGold(started, YEAR)
      started.emulator.addActivity({ member, type: 'redeem', points: 1 })
      started.emulator.setClock('2027-03-01T00:00:00Z')
      return serialOf(started, member)
    },
    seen: [
      ['renews', 3],
      ['eligibility', 2],
    ],
  },
  {
    name: 'renewal_window',
    observe: async (started) => {
      const member = await inGold(started, {
        periodType: 'FIXED',
        periodValue: 12,
        startDate: '2027-01-01',
        renewalWindowType: 'CUSTOM_PERIOD',
        computationWindowStartValue: 6,
        computationWindowEndValue: 0,
        renewal: { conditions: { purchase: '100' } },
      })
      spend(started, member, 100)
      started.emulator.setClock('2027-02-01T00:00:00Z')
      return serialOf(started, member)
    },
    seen: [
      ['offsets', 2],
      ['cycle', 3],
    ],
  },
  {
    name: 'default_downgrade_to',
    observe: async (started) => {
      const member = await inGold(started, { ...YEAR, renewal: unmet })
      started.emulator.setClock('2027-03-01T00:00:00Z')
      return serialOf(started, member)
    },
    seen: [
      ['SINGLE', 2],
      ['THRESHOLD', 3],
      ['LOWEST', 1],
    ],
  },
]
