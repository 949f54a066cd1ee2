import type { CapabilityKey, Operation } from '@rungs/model'
import type { CaseContext } from '../context.js'
import type { Need } from '../types.js'

/** How often a write has happened, as read back from the backend. */
export type Effect = 'none' | 'once' | 'more'

/** A call that works, made ready: the backend is in the state that it needs. */
export interface Ready {
  /** What to give to the client. */
  args: readonly unknown[]
  /** How often the write has happened by now; absent for reads. */
  effect?(): Promise<Effect>
}

/** How one operation is brought to work. */
export interface OperationProbe {
  operation: Operation
  kind: 'read' | 'write'
  /** Beside the operation itself, what must be supported to get ready and to look at the effect. */
  requires: readonly CapabilityKey[]
  needs: readonly Need[]
  ready(t: CaseContext): Promise<Ready>
}

/** How often something has happened that is to happen at most once. */
export function effectOf(times: number): Effect {
  return times === 0 ? 'none' : times === 1 ? 'once' : 'more'
}
