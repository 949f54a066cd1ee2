import * as z from 'zod/mini'
import type { JsonObject } from '../json.js'
import {
  activitySchema,
  assignmentSchema,
  historyQuerySchema,
  ladderInputSchema,
  ladderPatchSchema,
  listQuerySchema,
  tierInputSchema,
  tierPatchSchema,
} from './inputs.js'
import { notes } from './leaf.js'
import { explanationSchema, ladderSchema, standingSchema, tierChangeSchema, tierSchema } from './outputs.js'

const inputs = {
  tier: tierInputSchema,
  tierPatch: tierPatchSchema,
  ladder: ladderInputSchema,
  ladderPatch: ladderPatchSchema,
  activity: activitySchema,
  assignment: assignmentSchema,
  listQuery: listQuerySchema,
  historyQuery: historyQuerySchema,
}

const outputs = {
  tier: tierSchema,
  ladder: ladderSchema,
  standing: standingSchema,
  explanation: explanationSchema,
  tierChange: tierChangeSchema,
}

/**
 * JSON Schema (draft 2020-12) of everything that people write: `tier`, `tierPatch`, `ladder`, `ladderPatch`,
 * `activity`, `assignment`, `listQuery`, `historyQuery`. Checks across fields (either `threshold` or `rule`; no fractions of
 * points in a rule) are not in it.
 */
export function inputJsonSchemas(): { [name in keyof typeof inputs]: JsonObject } {
  return documents(inputs, 'input')
}

/** JSON Schema (draft 2020-12) of what comes back: `tier`, `ladder`, `standing`, `explanation`, `tierChange`. */
export function outputJsonSchemas(): { [name in keyof typeof outputs]: JsonObject } {
  return documents(outputs, 'output')
}

type Io = 'input' | 'output'

function documents<Name extends string>(
  schemas: Readonly<Record<Name, z.core.$ZodType>>,
  io: Io,
): Record<Name, JsonObject> {
  const names = Object.keys(schemas) as Name[]
  const entries = names.map((name): [Name, JsonObject] => [name, documentOf(schemas[name], io)])
  return Object.fromEntries(entries) as Record<Name, JsonObject>
}

function documentOf(schema: z.core.$ZodType, io: Io): JsonObject {
  const defs: JsonObject = {}
  const document = convert(schema, io, defs)
  const $schema = 'https://json-schema.org/draft/2020-12/schema'
  return { $schema, ...document, ...(Object.keys(defs).length === 0 ? {} : { $defs: defs }) }
}

/** What zod says of a schema, with our own notes put in place. Forms go to `defs`: a rule may hold rules. */
function convert(schema: z.core.$ZodType, io: Io, defs: JsonObject): JsonObject {
  const converted = z.toJSONSchema(schema, {
    io,
    override: ({ zodSchema, jsonSchema }) => {
      const note = notes.get(zodSchema)
      if (note === undefined) return
      Object.assign(jsonSchema, note.json)
      if (note.items !== undefined) Object.assign(jsonSchema, { items: convert(note.items, io, defs) })
      if (note.name !== undefined) Object.assign(jsonSchema, { $ref: `#/$defs/${note.name}` })
      if (note.name === undefined || note.branches === undefined || note.name in defs) return
      defs[note.name] = {}
      defs[note.name] = { anyOf: note.branches().map((branch) => convert(branch, io, defs)) }
    },
  })
  const { $schema: _, ...json }: JsonObject = JSON.parse(JSON.stringify(converted))
  return json
}
