import { type Accounting, leafPaths, type Rule, type TierDraft } from '@rungs/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tierOf } from '../src/from-vendor.js'
import { patchBody, tierBody } from '../src/to-vendor.js'
import { type CapillaryTier, tierSchema } from '../src/wire.js'
import createTier from './__fixtures__/create-tier.json' with { type: 'json' }
import { anyDraft, anyPatch, heldDraft, ruleSettings } from './arbitraries.js'

const spoken = ({ mapped, emulated, vendor, losses }: Accounting): string[] =>
  [...mapped, ...emulated.map(({ path }) => path), ...vendor, ...losses.map(({ path }) => path)].sort()
const at = (value: string): Rule => ({ metric: 'points.balance', op: '>=', value })
const made = (draft: Partial<TierDraft>) =>
  tierBody({ name: 'Gold', rule: at('5000'), ...draft }, ruleSettings)

/** What the Create Tier page forbids to send, at any depth. */
const forbidden =
  /^(downgrade|eligibilityCriteriaType|isActive|reminders|downgradeConfirmation|renewalConfirmation|retainPoints|dailyDowngradeEnabled|isDowngradeOnReturnEnabled|isDowngradeOnPartnerProgramExpiryEnabled|schedule|nudges|notificationConfig|endDate)$/

/** All fields that the Create Tier page names. */
const known = new Set(
  `name description color eligibility kpiType threshold upgradeType expressionRelation conditions type value
  trackerName trackerId trackerCondition validity periodType periodValue unit startDate isFixedTypeWithoutYear
  renewalWindowType computationWindowStartValue computationWindowEndValue minimumDuration renewal criteriaType
  downgradeTo shouldDowngrade expressionRelationAIRA purchase numVisits points tracker`.split(/\s+/),
)

function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(keysOf)
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)])
}

describe('the accounting', () => {
  it('speaks for every leaf of a tier exactly once', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        expect(spoken(tierBody(draft, ruleSettings).accounting)).toEqual(leafPaths(draft).sort())
      }),
    )
  })

  it('speaks for every leaf of a change exactly once', () => {
    fc.assert(
      fc.property(anyPatch, (patch) => {
        expect(spoken(patchBody(patch, ruleSettings).accounting)).toEqual(leafPaths(patch).sort())
      }),
    )
  })

  it('names a reason for every loss, without a full stop', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        for (const { reason } of tierBody(draft, ruleSettings).accounting.losses)
          expect(reason).toMatch(/\w{3}.*[^.]$/)
      }),
    )
  })
})

describe('the body', () => {
  it('has only fields that the page names, and none that it forbids, whatever is given', () => {
    const bodies = fc.oneof(
      anyDraft.map((draft) => tierBody(draft, ruleSettings).body),
      anyPatch.map((patch) => patchBody(patch, ruleSettings).body),
    )
    fc.assert(
      fc.property(bodies, (body) => {
        for (const key of keysOf(body)) {
          expect(known.has(key)).toBe(true)
          expect(key).not.toMatch(forbidden)
        }
      }),
    )
  })

  it('never has -1 where Capillary takes it for a sentinel', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const { threshold } = Object(tierBody(draft, ruleSettings).body.eligibility)
        expect([-1, '-1']).not.toContain(threshold)
      }),
    )
  })

  it('is that of the page', () => {
    const { body, issues } = tierBody(
      {
        name: 'Platinum',
        description: 'Premium tier for top spenders',
        color: '#E5E4E2',
        rule: at('75000'),
        validity: { anchor: 'entry', months: 12 },
        vendor: { capillary: { upgradeType: 'LAZY' } },
      },
      ruleSettings,
    )
    const { programId: _programId, ...expected } = createTier.request
    expect([body, issues]).toEqual([expected, []])
  })

  it('round trip: what is held comes back equal from either shape of reply', () => {
    fc.assert(
      fc.property(heldDraft, (draft) => {
        const { body, accounting, issues } = tierBody(draft, ruleSettings)
        expect([accounting.losses, accounting.emulated, issues]).toEqual([[], [], []])
        const { validity, ...rest } = body
        const row = { status: 'DRAFT', tierUniqueId: 'ut-973-003', serialNumber: 3, ...rest }
        const { periodValue, ...period } = Object(validity)
        const text = periodValue === undefined ? period : { ...period, periodValue: `${periodValue}` }
        for (const reply of [
          { ...row, renewal: text },
          { ...row, validity },
        ]) {
          const tier = tierOf({ row: tierSchema.parse(reply) as CapillaryTier }, ruleSettings)
          expect(tier).toMatchObject(draft)
        }
      }),
    )
  })
})

describe('a tier', () => {
  it.each<[Partial<TierDraft>, string[]]>([
    [{ key: 'gold' }, ['key']],
    [{ icon: 'crown' }, ['icon']],
    [{ rank: 3 }, ['rank']],
    [
      { benefits: [{ label: 'a' }, { key: 'k', value: 1 }] },
      ['benefits[0].label', 'benefits[1].key', 'benefits[1].value'],
    ],
    [{ status: 'archived' }, ['status']],
    [{ status: 'rejected' }, ['status']],
    [{ validity: { anchor: 'entry', start: '2026-01-01T00:00:00Z' } }, ['validity.start']],
    [{ validity: { anchor: 'registration', months: 6 } }, ['validity.months']],
  ])('with %j loses %j', (draft, lost) => {
    expect(made(draft).accounting.losses.map(({ path }) => path)).toEqual(lost)
  })

  it.each<Partial<TierDraft>>([
    { status: 'draft' },
    { status: 'pending' },
    { status: 'active' },
    { benefits: [] },
    { validity: { anchor: 'registration', months: 12 } },
    { validity: { anchor: 'fixed', months: 12, start: '2026-03-01T00:00:00Z', minimumMonths: 0 } },
    // Create Tier page: the length is 12 months where the start is a day of every year.
    {
      validity: { anchor: 'fixed', start: '2026-03-01T00:00:00Z' },
      vendor: { capillary: { isFixedTypeWithoutYear: true } },
    },
  ])('with %j loses nothing', (draft) => {
    const { accounting, issues } = made(draft)
    expect([accounting.losses, issues]).toEqual([[], []])
  })

  it.each<[Partial<TierDraft>, string]>([
    [{ name: 'n'.repeat(51) }, 'name'],
    [{ description: 'd'.repeat(501) }, 'description'],
    [{ rule: at('2147483648') }, 'rule.value'],
    [{ rule: at('1234567890.1234567890') }, 'rule.value'],
    [{ rule: { all: [at('2147483648'), { metric: 'spend', op: '>=', value: '1' }] } }, 'rule.all[0].value'],
    [{ validity: { anchor: 'fixed' } }, 'validity.months'],
    [
      { validity: { anchor: 'fixed' }, vendor: { capillary: { isFixedTypeWithoutYear: false } } },
      'validity.months',
    ],
    [{ vendor: { capillary: { isActive: true } } }, 'vendor.capillary.isActive'],
    [{ vendor: { capillary: { upgradeType: 7 } } }, 'vendor.capillary.upgradeType'],
    [{ vendor: { capillary: { shouldDowngrade: 'no' } } }, 'vendor.capillary.shouldDowngrade'],
    [
      { vendor: { capillary: { computationWindowEndValue: '1' } } },
      'vendor.capillary.computationWindowEndValue',
    ],
    [{ vendor: { capillary: [] } }, 'vendor.capillary'],
  ])('with %j is refused at %s', (draft, path) => {
    expect(made(draft).issues.map((issue) => issue.path)).toEqual([path])
  })

  it('at the limits is not refused', () => {
    expect(
      made({ name: '𝒢'.repeat(50), description: 'd'.repeat(500), rule: at('2147483647') }).issues,
    ).toEqual([])
  })

  it('that is renewed by a rule names the one criteria type there is', () => {
    const renewal: Rule = { metric: 'visits', op: '>=', value: '5' }
    const { body } = made({ validity: { anchor: 'entry', months: 12, renewal } })
    expect(body.validity).toEqual({
      ...{ periodType: 'SLAB_UPGRADE', periodValue: 12, unit: 'NUM_MONTHS' },
      renewal: {
        ...{ criteriaType: 'Same as eligibility', expressionRelationAIRA: '1' },
        conditions: { numVisits: '5' },
      },
    })
  })

  it('takes what is only of Capillary where it belongs', () => {
    const vendor = {
      capillary: {
        upgradeType: 'EAGER',
        isFixedTypeWithoutYear: true,
        renewalWindowType: 'CUSTOM_PERIOD',
        computationWindowStartValue: 12,
        computationWindowEndValue: 0,
        downgradeTo: 'LOWEST',
        shouldDowngrade: true,
        expressionRelation: '[[1,2],[3]]',
      },
    }
    const { body, accounting } = made({ vendor, validity: { anchor: 'fixed', months: 12 } })
    expect(body).toEqual({
      name: 'Gold',
      eligibility: { kpiType: 'CURRENT_POINTS', threshold: 5000, upgradeType: 'EAGER' },
      validity: {
        periodType: 'FIXED',
        periodValue: 12,
        unit: 'NUM_MONTHS',
        isFixedTypeWithoutYear: true,
        renewalWindowType: 'CUSTOM_PERIOD',
        computationWindowStartValue: 12,
        computationWindowEndValue: 0,
        renewal: {
          criteriaType: 'Same as eligibility',
          downgradeTo: 'LOWEST',
          shouldDowngrade: true,
          expressionRelation: '[[1,2],[3]]',
        },
      },
    })
    expect(accounting.vendor.sort()).toEqual(leafPaths({ vendor }).sort())
  })
})

describe('a change', () => {
  it('sends eligibility and validity whole, so that what was there before is gone', () => {
    const { body } = patchBody({ rule: at('700'), validity: { anchor: 'entry', months: 6 } }, ruleSettings)
    expect(body).toEqual({
      eligibility: { kpiType: 'CURRENT_POINTS', threshold: 700, conditions: [] },
      validity: { periodType: 'SLAB_UPGRADE', periodValue: 6, unit: 'NUM_MONTHS', minimumDuration: 0 },
    })
  })

  it('clears a description, and loses what Capillary keeps', () => {
    const { body, accounting } = patchBody(
      { description: null, color: null, rule: null, validity: null, icon: null, benefits: [] },
      ruleSettings,
    )
    expect(body).toEqual({ description: '' })
    expect(accounting.losses.map(({ path }) => path).sort()).toEqual(['color', 'rule', 'validity'])
    expect(accounting.mapped.sort()).toEqual(['benefits', 'description', 'icon'])
  })
})
