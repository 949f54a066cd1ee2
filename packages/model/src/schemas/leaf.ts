import * as z from 'zod/mini'
import type { JsonObject } from '../json.js'

type Payload = z.core.ParsePayload<unknown>
type AnySchema = z.ZodMiniType<unknown, unknown>
type OneOf<Branch extends z.core.$ZodType> = z.ZodMiniType<z.output<Branch>, z.input<Branch>>

/** What zod cannot say in JSON Schema of the schemas that are made here. */
interface Note {
  json?: JsonObject
  items?: AnySchema
  /** Of a form, and of the branches that it chooses from. */
  name?: string
  branches?: () => readonly AnySchema[]
}

/** Looked up by the JSON Schema output alone, so that a bundle without it does not carry zod's converter. */
export const notes = new WeakMap<z.core.$ZodType, Note>()

/** Whether a value is an object and no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reports a problem, and lets the checks of what encloses the value go on, so that all problems are named at once. */
export function complain({ issues }: Payload, message: string, path: PropertyKey[] = []): void {
  issues.push({ code: 'custom', message, path, input: undefined, continue: true })
}

/**
 * A single value. `read` gives it in canonical form, or `undefined` when it is not what `expected` says. In
 * place of zod's own types, which together weigh more than everything else of this package.
 */
export function leaf<Out, In = Out>(
  expected: string,
  json: JsonObject,
  read: (value: unknown) => Out | undefined,
): z.ZodMiniType<Out, In> {
  const schema: AnySchema = z.unknown().check((payload) => {
    const found = read(payload.value)
    if (found === undefined) complain(payload, `expected ${expected}`)
    else payload.value = found
  })
  notes.set(schema, { json })
  return schema as z.ZodMiniType<Out, In>
}

/** An object of these keys and no others; of an unknown one, those that there are are named. */
export function exactly<const Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): z.ZodMiniObject<Shape, z.core.$strict> {
  const known = `known are ${Object.keys(shape).join(', ')}`
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? known : undefined),
  })
}

/** A list of `min` to `max` items. It gives up at a hundred problems, so that a huge wrong list costs little. */
export function list<Out, In>(
  item: z.ZodMiniType<Out, In>,
  min: number,
  max: number,
): z.ZodMiniType<Out[], In[]> {
  const expected = `expected a list of ${min} to ${max} items`
  const schema: AnySchema = z.unknown().check((payload) => {
    const { value, issues } = payload
    if (!Array.isArray(value) || value.length < min || value.length > max) return complain(payload, expected)
    const found: unknown[] = []
    for (const [index, given] of value.entries()) {
      const result = item.safeParse(given)
      if (result.success) found.push(result.data)
      else pass(result.error.issues, payload, index)
      if (issues.length >= 100) return
    }
    payload.value = found
  })
  notes.set(schema, { json: { type: 'array', minItems: min, maxItems: max }, items: item })
  return schema as z.ZodMiniType<Out[], In[]>
}

function pass(found: readonly z.core.$ZodIssue[], { issues }: Payload, ...at: PropertyKey[]): void {
  for (const issue of found)
    issues.push({ ...issue, path: [...at, ...issue.path], input: undefined, continue: true })
}

/** What was expected, and where below the value if not there. */
type Refusal = readonly [expected: string, ...path: string[]]

/**
 * One of several forms, told apart by looking: `pick` gives the form that the value is meant to have, or says
 * what was expected. So errors speak of that form alone, where a union would have to guess.
 */
export function choose<Branch extends AnySchema>(
  name: string,
  branches: () => readonly Branch[],
  pick: (value: unknown) => Branch | Refusal,
): OneOf<Branch> {
  const schema: AnySchema = z.unknown().check((payload) => {
    const form = pick(payload.value)
    if (!('safeParse' in form)) {
      const [expected, ...path] = form
      return complain(payload, `expected ${expected}`, path)
    }
    const result = form.safeParse(payload.value)
    if (result.success) payload.value = result.data
    else pass(result.error.issues, payload)
  })
  notes.set(schema, { name, branches })
  return schema as OneOf<Branch>
}

/** One of several objects, told apart by the word under `tag`. */
export function tagged<Branch extends AnySchema>(
  name: string,
  tag: string,
  branches: Readonly<Record<string, Branch>>,
): OneOf<Branch> {
  const known = quoted(Object.keys(branches))
  return choose<Branch>(
    name,
    () => [...new Set(Object.values(branches))],
    (value) => {
      if (!isRecord(value)) return [`an object with \`${tag}\``]
      const word = value[tag]
      const form = typeof word === 'string' && Object.hasOwn(branches, word) ? branches[word] : undefined
      return form ?? [known, tag]
    },
  )
}

/** One of a closed list of words. */
export function words<const Word extends string>(...known: Word[]): z.ZodMiniType<Word, Word> {
  return leaf(quoted(known), { enum: known }, (value) => known.find((word) => word === value))
}

/** `'a', 'b' or 'c'`. */
function quoted(known: readonly string[]): string {
  const all = known.map((word) => `'${word}'`)
  const last = all.pop()
  return all.length === 0 ? `${last}` : `${all.join(', ')} or ${last}`
}
