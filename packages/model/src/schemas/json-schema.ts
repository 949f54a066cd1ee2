import * as z from 'zod/mini'
import type { JsonObject } from '../json.js'
import {
  activitySchema,
  assignmentSchema,
  ladderInputSchema,
  ladderPatchSchema,
  listQuerySchema,
  tierInputSchema,
  tierPatchSchema,
} from './inputs.js'
import { ladderSchema, standingSchema, tierSchema } from './outputs.js'

const inputs = {
  tier: tierInputSchema,
  tierPatch: tierPatchSchema,
  ladder: ladderInputSchema,
  ladderPatch: ladderPatchSchema,
  activity: activitySchema,
  assignment: assignmentSchema,
  listQuery: listQuerySchema,
}

const outputs = { tier: tierSchema, ladder: ladderSchema, standing: standingSchema }

/**
 * JSON Schema (draft 2020-12) of everything that people write: `tier`, `tierPatch`, `ladder`, `ladderPatch`,
 * `activity`, `assignment`, `listQuery`. Checks across fields (either `threshold` or `rule`) are not in it.
 */
export function inputJsonSchemas(): { [name in keyof typeof inputs]: JsonObject } {
  return convert(inputs, 'input')
}

/** JSON Schema (draft 2020-12) of what comes back: `tier`, `ladder`, `standing`. */
export function outputJsonSchemas(): { [name in keyof typeof outputs]: JsonObject } {
  return convert(outputs, 'output')
}

function convert<T extends Record<string, z.core.$ZodType>>(
  schemas: T,
  io: 'input' | 'output',
): { [name in keyof T]: JsonObject } {
  const converted = Object.entries(schemas).map(([name, schema]) => [
    name,
    z.toJSONSchema(schema, { io, unrepresentable: 'any' }),
  ])
  return Object.fromEntries(converted)
}
