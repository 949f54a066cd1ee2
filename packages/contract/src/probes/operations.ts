import { memberProbes } from './members.js'
import type { OperationProbe } from './probe.js'
import { tierProbes } from './tiers.js'
import { workflowProbes } from './workflow.js'

/** A probe for every operation. */
export const operationProbes: readonly OperationProbe[] = [...tierProbes, ...memberProbes, ...workflowProbes]

/** The probes of operations that change something. */
export const writeProbes: readonly OperationProbe[] = operationProbes.filter(({ kind }) => kind === 'write')

/** The probes of operations that change nothing. */
export const readProbes: readonly OperationProbe[] = operationProbes.filter(({ kind }) => kind === 'read')
