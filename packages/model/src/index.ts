export type { Activity } from './activity.js'
export {
  type Amount,
  type AmountInput,
  addAmounts,
  compareAmounts,
  isWhole,
  subtractAmounts,
  toAmount,
} from './amount.js'
export {
  type Capabilities,
  type Capability,
  type CapabilityKey,
  emulated,
  type Field,
  type Guarantee,
  native,
  unsupported,
} from './capability.js'
export { type Clock, systemClock } from './clock.js'
export type {
  ActivityDraft,
  Assignment,
  HistoryQuery,
  LadderDraft,
  LadderPatch,
  ListQuery,
  TierDraft,
  TierPatch,
} from './drafts.js'
export { type ErrorCode, type Issue, isRungsError, RungsError, type RungsErrorInit } from './errors.js'
export { explainStanding, nextTierOf } from './explain.js'
export type {
  CriterionReason,
  Explanation,
  Reason,
  Renewal,
  RuleReason,
  TierChange,
  TierExplanation,
} from './explanation.js'
export { type Formula, formulaOf } from './formula.js'
export { checkId } from './ids.js'
export type { Json, JsonObject } from './json.js'
export type { BaseTier, Ladder, LadderStatus, Lifecycle, Window } from './ladder.js'
export { type Accounting, Ledger, type Loss, leafPaths } from './loss.js'
export {
  type Operation,
  type OperationInput,
  type OperationOutput,
  type Operations,
  operationNames,
} from './operations.js'
export { joinPath } from './path.js'
export type { AdapterSettings, Exchange, OperationHandler, ProviderCall, TierProvider } from './provider.js'
export { type Criterion, type Metric, type Operator, type Rule, thresholdOf } from './rule.js'
export type {
  ActivityInput,
  LadderInput,
  LadderPatchInput,
  TierInput,
  TierPatchInput,
} from './schemas/inputs.js'
export { type Plain, plainCopy } from './schemas/plain.js'
export type { ActivityReceipt, Keep, NextTier, Remaining, Standing } from './standing.js'
export type { Benefit, DeletedTier, Page, Tier, TierRef, TierStatus, Validity } from './tier.js'
export { type Duration, formatInstant, type Instant, parseInstant, toInstant } from './time.js'
export { randomUuid } from './uuid.js'
export type { VendorCallOptions, VendorInput, VendorOutput } from './vendor.js'
