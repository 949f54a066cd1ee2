import type { World } from './context.js'
import { type CapillaryError, conflict, notFound, refusal } from './errors.js'
import type { TierFields } from './fields.js'
import { isInProgress, isLive, ladderOf, tiersOf } from './records.js'
import type { Program, TierRecord } from './state.js'
import { startDay } from './validity.js'

const TIER_CAP = 50

/** A tier as it is about to be, and its place: an edit keeps the slab and the place of what it edits. */
export interface Candidate {
  readonly program: Program
  readonly fields: TierFields
  readonly serialNumber: number
  /** The version that is changed in place; undefined for a new one. */
  readonly self: TierRecord | undefined
  /** The slab of a tier that is published already. */
  readonly slabId: number | null
}

function* strategyErrors({ hasUpgradeStrategy, hasDowngradeStrategy }: Program): Generator<CapillaryError> {
  if (!hasUpgradeStrategy)
    yield refusal(
      'PROGRAM_UPGRADE_STRATEGY_NOT_CONFIGURED',
      'The program has no SLAB_UPGRADE strategy; configure Tier Advanced Settings first',
    )
  if (!hasDowngradeStrategy)
    yield refusal(
      'PROGRAM_DOWNGRADE_STRATEGY_NOT_CONFIGURED',
      'The program has no SLAB_DOWNGRADE strategy; configure Tier Advanced Settings first',
    )
}

/** The kinds of condition that measure the same as a KPI (switch `condition_compatibility`). */
const kinds: Readonly<Record<Program['kpiType'], readonly string[]>> = {
  CURRENT_POINTS: ['POINTS', 'VISITS'],
  CUMULATIVE_POINTS: ['POINTS', 'VISITS'],
  CUMULATIVE_PURCHASES: ['PURCHASE', 'VISITS'],
  TRACKER_VALUE_BASED: ['TRACKER', 'VISITS'],
}

function* mismatchErrors({ switches }: World, { program, fields }: Candidate): Generator<CapillaryError> {
  const { kpiType, upgradeType, conditions = [] } = fields.eligibility ?? {}
  if (kpiType !== undefined && kpiType !== program.kpiType)
    yield refusal(
      'PROGRAM_KPI_TYPE_MISMATCH',
      `eligibility.kpiType must be that of the program, ${program.kpiType}`,
    )
  const odd = conditions.find(({ type }) => type !== undefined && !kinds[program.kpiType].includes(type))
  if (odd !== undefined && switches.condition_compatibility === 'same_kind')
    yield refusal(
      'PROGRAM_KPI_TYPE_MISMATCH',
      `A ${odd.type} condition does not fit the program's ${program.kpiType}`,
    )
  if (upgradeType !== undefined && upgradeType !== program.slabUpgradeMode)
    yield refusal(
      'PROGRAM_UPGRADE_MODE_MISMATCH',
      `eligibility.upgradeType must be that of the program, ${program.slabUpgradeMode}`,
    )
}

const startsMidMonth = (
  { switches }: World,
  { startDate, periodType }: NonNullable<TierFields['validity']>,
): boolean =>
  startDate !== undefined &&
  periodType !== 'FIXED_CUSTOMER_REGISTRATION' &&
  new Date(startDay(startDate, switches)).getUTCDate() !== 1

/** The nearest published tiers below and above a place that have a threshold. */
const neighbours = (world: World, { program, serialNumber }: Candidate) => {
  const thresholds = ladderOf(world, program.id).flatMap((tier) =>
    tier.eligibility?.threshold === undefined
      ? []
      : [{ serial: tier.serialNumber, threshold: tier.eligibility.threshold }],
  )
  return {
    below: thresholds.findLast(({ serial }) => serial < serialNumber)?.threshold,
    above: thresholds.find(({ serial }) => serial > serialNumber)?.threshold,
  }
}

function* thresholdErrors(world: World, candidate: Candidate): Generator<CapillaryError> {
  const threshold = candidate.fields.eligibility?.threshold
  if (threshold === undefined) return
  const { below, above } = neighbours(world, candidate)
  if (below !== undefined && threshold <= below)
    yield refusal(
      'THRESHOLD_NOT_MONOTONIC',
      `eligibility.threshold must be greater than the previous tier's ${below}`,
    )
  if (above !== undefined && threshold >= above && world.switches.upper_neighbour === 'checked')
    yield refusal(
      'THRESHOLD_NOT_MONOTONIC',
      `eligibility.threshold must be less than the next tier's ${above}`,
    )
}

const counted = ({ switches }: World, record: TierRecord): boolean =>
  isLive(record) ||
  (switches.tier_cap_counts === 'live_and_in_progress' && isInProgress(record) && record.slabId === null)

/** What the program does not allow. The cap is only met by a tier that is new. */
export function* programErrors(world: World, candidate: Candidate): Generator<CapillaryError> {
  const { program, fields, self, slabId } = candidate
  yield* strategyErrors(program)
  yield* mismatchErrors(world, candidate)
  const { validity } = fields
  const lowers = validity?.renewal?.shouldDowngrade === true && !program.dailyDowngradeEnabled
  if (validity !== undefined && lowers && startsMidMonth(world, validity))
    yield refusal('DOWNGRADE_START_DATE_MUST_BE_FIRST', 'validity.startDate must be the first day of a month')
  yield* thresholdErrors(world, candidate)
  const isNew = self === undefined && slabId === null
  if (isNew && tiersOf(world, program.id).filter((record) => counted(world, record)).length >= TIER_CAP)
    yield refusal('PROGRAM_TIER_CAP_EXCEEDED', `The program has ${TIER_CAP} tiers already`)
}

/** A published tier of the same name, but for the one that is edited. */
export function* nameErrors(world: World, { program, fields, slabId }: Candidate): Generator<CapillaryError> {
  const wanted = fields.name?.toLowerCase()
  const taken = ladderOf(world, program.id).some(
    (tier) => tier.name.toLowerCase() === wanted && (slabId === null || tier.slabId !== slabId),
  )
  if (taken) yield conflict('TIER_NAME_TAKEN', 'A live tier with the same name exists in the program')
}

/** Something else of the program that is on its way. */
export function* progressErrors(world: World, { program, self }: Candidate): Generator<CapillaryError> {
  const others = tiersOf(world, program.id).filter((record) => record !== self)
  if (others.some(({ status }) => status === 'DRAFT'))
    yield conflict('TIER_DRAFT_EXISTS', 'The program has an in-progress draft tier already')
  if (others.some(({ status }) => status === 'PENDING_APPROVAL' || status === 'PUBLISH_FAILED'))
    yield conflict('TIER_PENDING_APPROVAL_EXISTS', 'The program has a tier pending approval already')
}

/** The refusal of a create in a program that there is not. */
export const unknownProgram = (
  id: number,
  { create_in_unknown_program }: World['switches'],
): CapillaryError =>
  create_in_unknown_program === 9053
    ? refusal('PROGRAM_UPGRADE_STRATEGY_NOT_CONFIGURED', `Program ${id} has no SLAB_UPGRADE strategy`)
    : notFound(`There is no program ${id}`)
