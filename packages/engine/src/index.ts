export { type CompiledLadder, compileLadder } from './compile.js'
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
