import { timeText, type World } from './context.js'
import { SAME_AS_ELIGIBILITY, type Validity } from './fields.js'
import { editOf, isInProgress, isLegacy, isLive } from './records.js'
import type { TierRecord } from './state.js'

/** What is null is left out of the read view. */
const present = <T>(value: T | null): T | undefined => value ?? undefined

const metaShape = ({ switches }: World, record: TierRecord) => {
  const zone = switches.server_time_zone
  return {
    createdBy: present(record.createdBy),
    createdAt: timeText(record.createdAt, zone),
    updatedBy: present(record.updatedBy),
    updatedAt: timeText(record.updatedAt, zone),
  }
}

/** The read-only `renewal`, derived from validity: `periodValue` as text, unit and criteria filled in. */
const renewalShape = ({ switches }: World, validity: Validity) => {
  const { periodType, periodValue, unit: _, renewal, ...rest } = validity
  const { criteriaType: __, ...renewalRest } = renewal ?? {}
  return {
    periodType,
    periodValue: periodValue === undefined ? undefined : String(periodValue),
    unit: 'NUM_MONTHS',
    criteriaType: SAME_AS_ELIGIBILITY,
    ...(switches.renewal_view === 'all' ? { ...rest, ...renewalRest } : {}),
  }
}

const originOf = (world: World, record: TierRecord): string => {
  if (!isLive(record)) return 'MONGO_ONLY'
  if (editOf(world, record) !== undefined) return 'BOTH'
  return isLegacy(record) ? 'LEGACY_SQL_ONLY' : world.switches.published_origin
}

const publishedShape = ({ state, now, switches }: World, { programId, serialNumber }: TierRecord) => ({
  communicationModeConfig: { upgrade: [], renewal: [], downgrade: [], reminders: [] },
  customerCount: Object.values(state.customers).filter(
    ({ standings }) => standings[programId]?.serial === serialNumber,
  ).length,
  countRefreshedAt: timeText(now, switches.server_time_zone),
})

/** The view of create, list and get (Create Tier page, example response). */
export const readView = (world: World, record: TierRecord) => ({
  tierUniqueId: present(record.tierUniqueId),
  objectId: present(record.objectId),
  slabId: present(record.slabId),
  ...(world.switches.version_fields === 'all' && !isLegacy(record)
    ? { version: record.version, parentId: record.parentId }
    : {}),
  name: record.name,
  description: present(record.description),
  color: present(record.color),
  serialNumber: record.serialNumber,
  tierStartDate:
    record.tierStartDate === null
      ? undefined
      : timeText(record.tierStartDate, world.switches.server_time_zone),
  eligibility: present(record.eligibility),
  meta: metaShape(world, record),
  status: isLive(record) ? 'LIVE' : record.status,
  origin: originOf(world, record),
  renewal: record.validity === null ? undefined : renewalShape(world, record.validity),
  ...(isLive(record) ? publishedShape(world, record) : {}),
})

const validityShape = (validity: Validity) => ({
  ...validity,
  unit: 'NUM_MONTHS',
  renewal: { ...validity.renewal, criteriaType: SAME_AS_ELIGIBILITY },
})

/** The view of submit, review and the approvals queue (their pages): what is null is shown. */
export const recordView = (world: World, record: TierRecord) => ({
  objectId: record.objectId,
  tierUniqueId: record.tierUniqueId,
  orgId: world.state.orgId,
  programId: record.programId,
  status: record.status,
  parentId: record.parentId,
  version: record.version,
  slabId: record.slabId,
  name: record.name,
  description: record.description,
  color: record.color,
  serialNumber: record.serialNumber,
  eligibility: record.eligibility,
  validity: record.validity === null ? null : validityShape(record.validity),
  downgrade: null,
  engineConfig: null,
  meta: metaShape(world, record),
  comments: record.comments,
})

/** Whether list and get show a version at all. */
export const isShown = ({ switches }: World, record: TierRecord): boolean =>
  isLive(record) ||
  isInProgress(record) ||
  (record.status === 'SNAPSHOT' && switches.superseded_version === 'shown' && !isLegacy(record))

/** Ascending by serial number; a tier's live version before its draft. */
export const byLadder = (a: TierRecord, b: TierRecord): number =>
  a.serialNumber - b.serialNumber || Number(isLive(b)) - Number(isLive(a)) || a.version - b.version
