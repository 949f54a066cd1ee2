import type { CapabilityKey, Field, Guarantee, Operation } from '@rungs/model'

// Records rather than lists: they do not compile when the model knows a key that is not here.

const operationSet: { readonly [operation in Operation]: true } = {
  'tiers.list': true,
  'tiers.get': true,
  'ladder.get': true,
  'members.standing': true,
  'members.explain': true,
  'members.history': true,
  'tiers.create': true,
  'tiers.update': true,
  'tiers.delete': true,
  'ladder.update': true,
  'workflow.submit': true,
  'workflow.approve': true,
  'workflow.reject': true,
  'workflow.publish': true,
  'members.enroll': true,
  'members.assign': true,
  'members.record': true,
}

const fieldSet: { readonly [field in Field]: true } = {
  'tier.key': true,
  'tier.name': true,
  'tier.description': true,
  'tier.color': true,
  'tier.icon': true,
  'tier.rank': true,
  'tier.rule': true,
  'tier.validity': true,
  'tier.benefits.label': true,
  'tier.benefits.value': true,
  'tier.status': true,
  'rule.all': true,
  'rule.any': true,
  'rule.atLeast': true,
  'rule.operators': true,
  'metric.points.balance': true,
  'metric.points.earned': true,
  'metric.spend': true,
  'metric.visits': true,
  'metric.counter': true,
  'ladder.name': true,
  'ladder.status': true,
  'ladder.window': true,
  'ladder.lifecycle': true,
  'ladder.baseTier': true,
  'ladder.timeZone': true,
  'standing.since': true,
  'standing.expiresAt': true,
  'standing.next': true,
  'standing.keep': true,
  'activity.earn': true,
  'activity.redeem': true,
  'activity.adjust': true,
  'activity.expire': true,
  'activity.refund': true,
  'activity.purchase': true,
  'activity.visit': true,
  'activity.counter': true,
  'activity.touch': true,
  'activity.at': true,
  'assign.until': true,
  'explain.at': true,
}

const guaranteeSet: { readonly [guarantee in Guarantee]: true } = {
  'guarantee.revisions': true,
  'guarantee.exactlyOnce': true,
  'guarantee.uniqueName': true,
  'guarantee.uniqueThreshold': true,
}

/** Every operation of the interface, reads first. */
export const operations: readonly Operation[] = keysOf(operationSet)

/** Every key that a provider declares a capability for. */
export const capabilityKeys: readonly CapabilityKey[] = keysOf({
  ...operationSet,
  ...fieldSet,
  ...guaranteeSet,
})

function keysOf<Key extends string>(set: { readonly [key in Key]: true }): Key[] {
  return Object.keys(set) as Key[]
}
