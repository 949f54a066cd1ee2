import type { World } from './context.js'
import { invalidFields, outdated } from './errors.js'

interface Guarded {
  readonly entityId: string
  readonly current: number
  /** Where the revision is sent. */
  readonly field: string
}

/** Throws 409 when the revision is not the current one, or was not sent (Troubleshooting page). */
export const checkRevision = (
  { switches }: World,
  { entityId, current, field }: Guarded,
  sent: bigint | undefined,
): void => {
  if (sent === undefined && switches.missing_revision === 400)
    throw invalidFields([{ field, description: 'is required', rule: 'REQUIRED_FIELD' }])
  if (sent !== BigInt(current)) throw outdated(entityId, switches)
}
