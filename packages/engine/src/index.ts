export type {
  CriterionReason,
  Explanation,
  Reason,
  Renewal,
  RuleReason,
  TierChange,
  TierExplanation,
} from '@rungs/model'
export { checkLadder, type LadderCheck } from './check-ladder.js'
export { type CompiledLadder, compileLadder } from './compile.js'
export { type ExplainInput, explain } from './explain.js'
export { type Impact, type ImpactInput, type ImpactMember, impact, type Move } from './impact.js'
export type { MemberInput } from './member.js'
export type { Readings } from './readings.js'
export type { Qualification } from './reasons.js'
export { type StandingInput, standingAt } from './standing.js'
export { type TimelineInput, timeline } from './timeline.js'
export type {
  EngineExplanation,
  EngineStanding,
  EngineTierChange,
  LadderHistory,
  LadderLike,
  MetricValues,
  RuleLike,
  TierLike,
} from './types.js'
