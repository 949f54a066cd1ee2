import * as z from 'zod/mini'
import { randomUuid } from '../core/ids.js'
import type { Answer, Context, World } from './context.js'
import { conflict, notFound } from './errors.js'
import { maybe, readBody, shortText } from './input.js'
import { listPage } from './paging.js'
import { programShape } from './shapes.js'
import { entryOf, type Program } from './state.js'

const fields = {
  description: maybe(shortText(1000)),
  on_unknown_participant: maybe(z.enum(['CREATE', 'REJECT'])),
}
const createSchema = z.object({ name: shortText(255, 1), ...fields })
const updateSchema = z.object({
  name: maybe(shortText(255, 1)),
  ...fields,
  status: maybe(z.enum(['ACTIVE', 'SUSPENDED', 'ARCHIVED'])),
})

export const programOf = ({ state }: World, id: string): Program => {
  const program = entryOf(state.programs, id.toLowerCase())
  if (program === undefined) throw notFound('Program', id)
  return program
}

/** A program that may be written to. Throws 409 for an archived one (create a tier page, update a tier page). */
export const writableProgram = (world: World, id: string): Program => {
  const program = programOf(world, id)
  if (program.status === 'ARCHIVED')
    throw conflict('The program is archived', undefined, world.switches.archived_program_code)
  return program
}

export const createProgram = (context: Context): Answer => {
  const { state, now, switches } = context
  const { name, description, on_unknown_participant } = readBody(createSchema, context.body, switches)
  const program: Program = {
    id: randomUuid(),
    name,
    description: description ?? null,
    on_unknown_participant: on_unknown_participant ?? 'CREATE',
    status: 'ACTIVE',
    tiers: {},
    rules: {},
    created_at: now,
    updated_at: now,
  }
  state.programs[program.id] = program
  return { status: 201, body: programShape(program) }
}

export const getProgram = (context: Context): Answer => ({
  status: 200,
  body: programShape(programOf(context, context.path.program ?? '')),
})

/** Archived programs are hidden from lists (update a program page). */
export const listPrograms = (context: Context): Answer => {
  const programs = Object.values(context.state.programs).filter(({ status }) => status !== 'ARCHIVED')
  return listPage(context, programs, ({ id }) => id, programShape)
}

export const updateProgram = (context: Context): Answer => {
  const sent = readBody(updateSchema, context.body, context.switches)
  const program = programOf(context, context.path.program ?? '')
  program.name = sent.name ?? program.name
  program.description = sent.description ?? program.description
  program.on_unknown_participant = sent.on_unknown_participant ?? program.on_unknown_participant
  program.status = sent.status ?? program.status
  program.updated_at = context.now
  return { status: 200, body: programShape(program) }
}
