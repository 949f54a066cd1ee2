export { type CompiledLadder, compileLadder } from './compile.js'
export { type ExplainInput, type Explanation, explain, type TierExplanation } from './explain.js'
export { type Impact, type ImpactInput, type ImpactMember, impact, type Move } from './impact.js'
export type { CriterionReason, Qualification, RuleReason } from './reasons.js'
export { type StandingInput, standingAt } from './standing.js'
export { type TimelineInput, timeline } from './timeline.js'
export type {
  EngineStanding,
  LadderLike,
  MemberInput,
  MetricValues,
  Reason,
  RuleLike,
  TierChange,
  TierLike,
} from './types.js'
