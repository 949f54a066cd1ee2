export {
  type ContractOptions,
  contract,
  type Describe,
  type Hook,
  type It,
  listCases,
  runContract,
} from './contract.js'
export { laws } from './laws.js'
export { formatReport } from './report.js'
export type { RunOptions } from './session.js'
export type {
  CaseInfo,
  CaseResult,
  Law,
  Limits,
  Need,
  Outcome,
  Report,
  Subject,
  Wire,
  WireFault,
  WireRequest,
} from './types.js'
export { type StandIn, type Wired, wireOver } from './wire-over.js'
