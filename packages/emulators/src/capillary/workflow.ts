import { type Answer, type Context, success } from './context.js'
import { badRequest, CapillaryError, conflict, GENERIC } from './errors.js'
import { bind, bodyOf, reviewSchema } from './input.js'
import { fieldsOf } from './merge.js'
import { liveOf, programOfRecord, recordAt } from './records.js'
import { recordView } from './shapes.js'
import type { TierRecord } from './state.js'
import { checkCandidate } from './validation.js'

/** Refuses what the state of a version does not allow. */
const requireStatus = (
  { switches }: Context,
  { status }: TierRecord,
  { allowed, doing }: { allowed: readonly TierRecord['status'][]; doing: string },
): void => {
  if (allowed.includes(status)) return
  const message = `A tier in status ${status} cannot be ${doing}`
  if (switches.wrong_state_status === 409) throw conflict('TIER_STATE_CONFLICT', message)
  throw badRequest(message, GENERIC)
}

/** Checks again what may have changed since a version was written. */
const revalidate = (context: Context, record: TierRecord): void => {
  const { serialNumber, slabId } = record
  const program = programOfRecord(context, record)
  checkCandidate(context, { program, fields: fieldsOf(record), serialNumber, self: record, slabId })
}

const touch = ({ caller, now }: Context, record: TierRecord): void => {
  record.updatedBy = caller.user
  record.updatedAt = now
}

/** Sends a draft to the reviewers (Submit Tier for Approval page). */
export const submitTier = (context: Context): Answer => {
  const record = recordAt(context)
  requireStatus(context, record, { allowed: ['DRAFT'], doing: 'submitted' })
  if (context.switches.revalidation === 'submit_and_approve') revalidate(context, record)
  record.status = 'PENDING_APPROVAL'
  if (context.switches.rejection_comment === 'until_next_submit') record.comments = null
  touch(context, record)
  return success(recordView(context, record), context.switches.write_status)
}

interface Review {
  readonly approvalStatus: 'APPROVE' | 'REJECT'
  readonly comment: string | undefined
}

const readReview = ({ body, switches }: Context): Review => {
  const { approvalStatus, comment } = bind(reviewSchema, bodyOf(body, switches), switches)
  if (approvalStatus !== 'APPROVE' && approvalStatus !== 'REJECT')
    throw badRequest('approvalStatus must be APPROVE or REJECT', switches.bad_approval_status_code)
  return { approvalStatus, comment }
}

/** Hands a version to the loyalty engine: it takes the place of the published one, or gets a slab id of its own. */
const publish = (context: Context, record: TierRecord): void => {
  const { state, switches } = context
  if (switches.publishing === 'fails') {
    record.status = 'PUBLISH_FAILED'
    throw new CapillaryError(500, 'The loyalty engine did not take the tier; approve it again later')
  }
  const replaced = record.slabId === null ? undefined : liveOf(context, record.slabId)
  if (replaced !== undefined) replaced.status = 'SNAPSHOT'
  if (record.slabId === null) {
    state.lastSlabId += 1
    record.slabId = state.lastSlabId
  }
  record.status = 'ACTIVE'
}

const refuseOwn = ({ switches, caller }: Context, { createdBy }: TierRecord): void => {
  if (switches.self_approval === 'refused' && createdBy === caller.user)
    throw new CapillaryError(403, 'A tier cannot be reviewed by the one who made it')
}

/** Publishes a pending tier, or sends it back to its maker with a comment (Approve or Reject Tier page). */
export const reviewTier = (context: Context): Answer => {
  const { switches } = context
  const { approvalStatus, comment } = readReview(context)
  const record = recordAt(context)
  const approves = approvalStatus === 'APPROVE'
  const allowed: TierRecord['status'][] = approves
    ? ['PENDING_APPROVAL', 'PUBLISH_FAILED']
    : ['PENDING_APPROVAL']
  requireStatus(context, record, { allowed, doing: approves ? 'approved' : 'rejected' })
  refuseOwn(context, record)
  if (approves && switches.revalidation !== 'never') revalidate(context, record)
  touch(context, record)
  if (approves) publish(context, record)
  else record.status = switches.rejected_status
  record.comments = comment ?? null
  return success(recordView(context, record), switches.write_status)
}
