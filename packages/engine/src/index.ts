export type {
  CriterionReason,
  Explanation,
  Reason,
  RuleReason,
  TierChange,
  TierExplanation,
} from '@rungs/model'
export { type CompiledLadder, compileLadder } from './compile.js'
export { type ExplainInput, explain } from './explain.js'
export { type Impact, type ImpactInput, type ImpactMember, impact, type Move } from './impact.js'
export type { Qualification } from './reasons.js'
export { type StandingInput, standingAt } from './standing.js'
export { type TimelineInput, timeline } from './timeline.js'
export type {
  EngineExplanation,
  EngineStanding,
  EngineTierChange,
  LadderLike,
  MemberInput,
  MetricValues,
  RuleLike,
  TierLike,
} from './types.js'
