import type { CapabilityKey } from '@rungs/model'
import type { CaseContext } from './context.js'
import type { CaseInfo, Law, Need } from './types.js'

/** A case that can be run. */
export interface Case extends CaseInfo {
  /** A reason not to run it that is neither a capability nor a need, read from the subject. */
  readonly unless?: (t: CaseContext) => string | undefined
  run(t: CaseContext): Promise<void>
}

/** What is written down for a case; the law is read from the id. */
export interface CaseSource {
  id: `L${Law}.${string}`
  title: string
  requires?: readonly CapabilityKey[]
  refuses?: CapabilityKey
  needs?: readonly Need[]
  unless?: (t: CaseContext) => string | undefined
  run(t: CaseContext): Promise<void>
}

const lawOf: Readonly<Record<string, Law>> = { 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9 }

/** Makes the cases of a topic. */
export function cases(topic: string, sources: readonly CaseSource[]): Case[] {
  return sources.map((source) => {
    const law = lawOf[source.id.charAt(1)]
    if (law === undefined) throw new Error(`${source.id}: expected an id that begins with L1 to L9`)
    return { requires: [], needs: [], ...source, law, topic }
  })
}
