import { describe, expectTypeOf, it } from 'vitest'
import type * as z from 'zod/mini'
import type {
  ActivityDraft,
  ActivityInput,
  AmountInput,
  Explanation,
  Ladder,
  LadderDraft,
  LadderInput,
  Operation,
  operationNames,
  Standing,
  Tier,
  TierChange,
  TierDraft,
  TierInput,
  TierPatchInput,
} from '../src/index.js'
import type {
  explanationSchema,
  ladderSchema,
  parseTier,
  RuleInput,
  standingSchema,
  tierChangeSchema,
  tierSchema,
} from '../src/schemas/index.js'

type PlainOutput<T> = Omit<T, 'vendor'>

describe('types', () => {
  it('name every operation', () => {
    expectTypeOf<(typeof operationNames)[number]>().toEqualTypeOf<Operation>()
  })

  it('let people write the short and the full form, and nothing else', () => {
    expectTypeOf<{ name: string; threshold: number; benefits: string[] }>().toExtend<TierInput>()
    expectTypeOf<{ name: string; threshold: string }>().toExtend<TierInput>()
    expectTypeOf<{
      name: string
      benefits: { key: string; value: { percent: number } }[]
    }>().toExtend<TierInput>()
    expectTypeOf<{ threshold: number }>().not.toExtend<TierInput>()
    expectTypeOf<{ name: string; threshold: bigint }>().not.toExtend<TierInput>()
    expectTypeOf<{ name: string; benefits: number[] }>().not.toExtend<TierInput>()
    expectTypeOf<{ name: string; color: null }>().not.toExtend<TierInput>()
    expectTypeOf<{ color: null; rule: null }>().toExtend<TierPatchInput>()
    expectTypeOf<{ name: null }>().not.toExtend<TierPatchInput>()
    expectTypeOf<TierInput['threshold']>().toEqualTypeOf<AmountInput | undefined>()
    expectTypeOf<TierInput['rule']>().toEqualTypeOf<RuleInput | undefined>()
  })

  it('tell activities apart by their type', () => {
    expectTypeOf<{ type: 'earn'; points: number }>().toExtend<ActivityInput>()
    expectTypeOf<{ type: 'earn'; spend: number }>().not.toExtend<ActivityInput>()
    expectTypeOf<{ type: 'counter'; counter: string; add: string; at: string }>().toExtend<ActivityInput>()
    expectTypeOf<{ type: 'set_tier'; tier: string }>().not.toExtend<ActivityInput>()
    expectTypeOf<Extract<ActivityDraft, { type: 'purchase' }>['spend']>().toEqualTypeOf<string>()
  })

  it('give the full form', () => {
    expectTypeOf<ReturnType<typeof parseTier>>().toEqualTypeOf<TierDraft>()
    expectTypeOf<TierDraft>().not.toHaveProperty('threshold')
    expectTypeOf<LadderDraft['tiers']>().toEqualTypeOf<TierDraft[]>()
    expectTypeOf<LadderInput['tiers']>().toEqualTypeOf<TierInput[]>()
  })

  it('say the same as interfaces and as schemas of what comes back', () => {
    expectTypeOf<PlainOutput<z.output<typeof tierSchema>>>().toExtend<PlainOutput<Tier>>()
    expectTypeOf<PlainOutput<Tier>>().toExtend<PlainOutput<z.output<typeof tierSchema>>>()
    expectTypeOf<PlainOutput<z.output<typeof ladderSchema>>>().toExtend<PlainOutput<Ladder>>()
    expectTypeOf<PlainOutput<z.output<typeof standingSchema>>>().toExtend<PlainOutput<Standing>>()
    expectTypeOf<PlainOutput<z.output<typeof explanationSchema>>>().toExtend<PlainOutput<Explanation>>()
    expectTypeOf<PlainOutput<z.output<typeof tierChangeSchema>>>().toExtend<PlainOutput<TierChange>>()
    expectTypeOf<keyof Explanation>().toEqualTypeOf<keyof z.output<typeof explanationSchema>>()
    expectTypeOf<keyof TierChange>().toEqualTypeOf<keyof z.output<typeof tierChangeSchema>>()
    expectTypeOf<keyof Tier>().toEqualTypeOf<keyof z.output<typeof tierSchema>>()
    expectTypeOf<keyof Ladder>().toEqualTypeOf<keyof z.output<typeof ladderSchema>>()
    expectTypeOf<keyof Standing>().toEqualTypeOf<keyof z.output<typeof standingSchema>>()
  })
})
