import * as z from 'zod/mini'

/** A tier as Acme sends it: what the adapter reads of it. Unknown fields pass. */
export const tierSchema = z.looseObject({ id: z.string().check(z.minLength(1)) })

/** A list of tiers as Acme sends it. */
export const tierListSchema = z.looseObject({ data: z.array(tierSchema) })

/** A tier as Acme sends it. */
export type AcmeTier = z.output<typeof tierSchema>
