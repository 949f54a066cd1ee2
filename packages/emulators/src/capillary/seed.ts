import type { Seed } from '../core/vendor.js'
import type { CapillaryState, Program, TierRecord } from './state.js'

/** The program of the tier pages' examples; customer reads that name none mean this one. */
export const DEFAULT_PROGRAM = 973

/** When the tiers that were made outside the API started. */
const STARTED = Date.parse('2021-01-01T00:00:00Z')

/** The slab ids of the list page's example; the other programs have Bronze and the rest from their own hundreds on. */
const BRONZE = 25_216
const SILVER = 25_220
const LAST_SLAB_ID = 25_634
const TIER_CAP = 50

const program = (id: number, more: Partial<Program> = {}): Program => ({
  id,
  kpiType: 'CURRENT_POINTS',
  slabUpgradeMode: 'LAZY',
  hasUpgradeStrategy: true,
  hasDowngradeStrategy: true,
  dailyDowngradeEnabled: false,
  isDowngradeOnReturnEnabled: false,
  isDowngradeOnPartnerProgramExpiryEnabled: false,
  retainPoints: false,
  reminders: [],
  sequence: 1,
  ...more,
})

const programs = [
  program(DEFAULT_PROGRAM),
  program(974, { hasUpgradeStrategy: false }),
  program(975, { hasDowngradeStrategy: false }),
  program(976),
  program(977, { dailyDowngradeEnabled: true, slabUpgradeMode: 'EAGER' }),
]

/** A tier that was made outside the API: the engine knows it, the maker-checker store does not. */
const legacyTier = (
  { id, kpiType, slabUpgradeMode }: Program,
  serialNumber: number,
  slabId: number,
  name: string,
  threshold?: number,
): TierRecord => ({
  objectId: null,
  tierUniqueId: null,
  programId: id,
  slabId,
  parentId: null,
  version: 1,
  status: 'ACTIVE',
  serialNumber,
  name,
  description: null,
  color: null,
  eligibility: {
    kpiType,
    ...(threshold === undefined ? {} : { threshold }),
    upgradeType: slabUpgradeMode,
  },
  validity: null,
  tierStartDate: STARTED,
  createdBy: null,
  updatedBy: null,
  createdAt: STARTED,
  updatedAt: STARTED,
  comments: null,
})

const bronzeIds: Readonly<Record<number, number>> = {
  973: BRONZE,
  974: 25_301,
  975: 25_302,
  976: 25_401,
  977: 25_303,
}

const baseTier = (of: Program): TierRecord => legacyTier(of, 1, bronzeIds[of.id] ?? 0, 'Bronze')

/** The tiers above the base: none in 974 and 975, Silver in 973 and 977, and in 976 as many as a program may have. */
const upperTiers = (of: Program): TierRecord[] => {
  const silverId = of.id === DEFAULT_PROGRAM ? SILVER : (bronzeIds[of.id] ?? 0) + (of.id === 977 ? 17 : 1)
  const silver = legacyTier(of, 2, silverId, 'Silver', 5000)
  if (of.id === 973 || of.id === 977) return [silver]
  if (of.id !== 976) return []
  const more = Array.from({ length: TIER_CAP - 2 }, (_, index) => {
    const serial = index + 3
    return legacyTier(of, serial, silverId + index + 1, `Level ${serial}`, 5000 * (serial - 1))
  })
  return [silver, ...more]
}

/**
 * The start state. A published tier cannot be deleted, and the base tier always is: `empty` has the programs with their
 * base tiers alone.
 */
export const seedState = (seed: Seed, now: number): CapillaryState => {
  const tiers = programs.flatMap((of) => [baseTier(of), ...(seed === 'documented' ? upperTiers(of) : [])])
  const sequenceOf = (id: number): number => tiers.filter(({ programId }) => programId === id).length
  return {
    orgId: 100_458,
    evaluatedAt: now,
    lastSlabId: LAST_SLAB_ID,
    lastUserId: 75_237_800,
    programs: Object.fromEntries(programs.map((of) => [of.id, { ...of, sequence: sequenceOf(of.id) }])),
    tiers,
    customers: {},
    replays: {},
  }
}
