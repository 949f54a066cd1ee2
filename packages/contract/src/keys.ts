import type { CapabilityKey, Field, Guarantee, Operation } from '@rungs/model'

type Missing<All extends string, Listed extends readonly string[]> = Exclude<All, Listed[number]>
type None<T extends never> = T

/** Every operation of the interface, reads first. */
export const operations = [
  'tiers.list',
  'tiers.get',
  'ladder.get',
  'members.standing',
  'tiers.create',
  'tiers.update',
  'tiers.delete',
  'ladder.update',
  'workflow.submit',
  'workflow.approve',
  'workflow.reject',
  'workflow.publish',
  'members.enroll',
  'members.assign',
  'members.record',
] as const satisfies readonly Operation[]

/** Operations that change nothing. */
export const reads: readonly Operation[] = operations.slice(0, 4)

/** Operations that change something. */
export const writes: readonly Operation[] = operations.slice(4)

/** Every field that has a capability. */
export const fields = [
  'tier.key',
  'tier.name',
  'tier.description',
  'tier.color',
  'tier.icon',
  'tier.rank',
  'tier.rule',
  'tier.validity',
  'tier.benefits.label',
  'tier.benefits.value',
  'tier.status',
  'rule.all',
  'rule.any',
  'rule.atLeast',
  'rule.operators',
  'metric.points.balance',
  'metric.points.earned',
  'metric.spend',
  'metric.visits',
  'metric.counter',
  'ladder.name',
  'ladder.status',
  'ladder.window',
  'ladder.lifecycle',
  'ladder.baseTier',
  'ladder.timeZone',
  'standing.since',
  'standing.expiresAt',
  'standing.next',
  'standing.keep',
  'activity.earn',
  'activity.redeem',
  'activity.adjust',
  'activity.expire',
  'activity.refund',
  'activity.purchase',
  'activity.visit',
  'activity.counter',
  'activity.touch',
  'activity.at',
  'assign.until',
] as const satisfies readonly Field[]

/** Every promise that has a capability. */
export const guarantees = [
  'guarantee.revisions',
  'guarantee.exactlyOnce',
  'guarantee.uniqueName',
  'guarantee.uniqueThreshold',
] as const satisfies readonly Guarantee[]

/** Every key that a provider declares a capability for. */
export const capabilityKeys: readonly CapabilityKey[] = [...operations, ...fields, ...guarantees]

/** Does not compile when the model knows a key that is not listed above. */
export type Complete = [
  None<Missing<Operation, typeof operations>>,
  None<Missing<Field, typeof fields>>,
  None<Missing<Guarantee, typeof guarantees>>,
]
