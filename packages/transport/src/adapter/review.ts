import type { TierStatus } from '@rungs/model'

/** The steps of a review by maker and checker: from where, in words, and to where each takes a tier. */
export const reviewSteps = {
  submit: { from: ['draft', 'rejected'], expected: 'a draft', to: ['pending', 'active'] },
  approve: { from: ['pending'], expected: 'pending', to: ['active'] },
  reject: { from: ['pending'], expected: 'pending', to: ['draft', 'rejected'] },
} as const

/** A step of a review. */
export type ReviewStep = keyof typeof reviewSteps

/** How far a tier is taken, by which steps. */
export const reviewWays = { draft: [], pending: ['submit'], active: ['submit', 'approve'] } as const

/** How far a tier is taken. */
export type ReviewTarget = keyof typeof reviewWays

/** Whether a step may be made from where a tier stands. */
export function mayTake(step: ReviewStep, status: TierStatus): boolean {
  return reviewSteps[step].from.some((one) => one === status)
}

/** Whether a tier stands where a step leads to, or beyond: then the step was made. */
export function hasTaken(step: ReviewStep, status: TierStatus): boolean {
  return reviewSteps[step].to.some((one) => one === status)
}
