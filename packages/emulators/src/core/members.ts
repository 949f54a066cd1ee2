import * as z from 'zod/mini'
import { instantText } from './instant.js'
import type { MemberActivity, NewMember } from './vendor.js'

const instant = z.optional(instantText)
const amount = z.union([
  z.number(),
  z.string().check(z.regex(/^-?\d+(\.\d+)?$/, 'expected decimal text such as "12.50"')),
])
const who = { member: z.string().check(z.minLength(1)), at: instant }

const idSchema = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(200),
    z.regex(/^[\w.@:+-]+$/, 'expected letters, digits and . _ @ : + -'),
  )

export const memberSchema: z.ZodMiniType<NewMember> = z.strictObject({ id: idSchema, since: instant })

/** The activities of the common model, strictly: an unknown field is refused by name. */
export const activitySchema: z.ZodMiniType<MemberActivity> = z.discriminatedUnion('type', [
  z.strictObject({ ...who, type: z.enum(['earn', 'redeem', 'adjust', 'expire', 'refund']), points: amount }),
  z.strictObject({ ...who, type: z.literal('purchase'), spend: amount }),
  z.strictObject({ ...who, type: z.enum(['visit', 'touch']) }),
  z.strictObject({
    ...who,
    type: z.literal('counter'),
    counter: z.string().check(z.minLength(1)),
    add: z.optional(amount),
    set: z.optional(amount),
  }),
  z.strictObject({ ...who, type: z.literal('set_tier'), tier: z.nullable(z.string()), until: instant }),
])
