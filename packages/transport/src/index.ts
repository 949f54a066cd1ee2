export { alsoSaid, halfDone, inOurPaths, orNone, retold } from './adapter/about.js'
export { type Changes, changesOf, refuseOverdraft } from './adapter/activities.js'
export { type BenefitObject, benefitsBody, benefitsOf } from './adapter/benefit-object.js'
export { createKeyed, type KeyedCreation } from './adapter/create-keyed.js'
export { explainer, type Finding, pathsBy, type Refusal, type Refusals } from './adapter/explain.js'
export {
  criteriaOf,
  type Expression,
  expressionOf,
  parseExpression,
  ruleOfExpression,
} from './adapter/expression.js'
export { aValue, callExtras, fieldsBut, type Shape, someText, takeExtras } from './adapter/extras.js'
export { type Failure, failuresOf, required, sentence } from './adapter/failure.js'
export { type FlatRule, flatRule, ruleOfCriteria } from './adapter/flat-rule.js'
export { goDuration, isoDuration } from './adapter/go-duration.js'
export { listAt, objectAt, objectsNamed, textAt } from './adapter/json-at.js'
export { refuseKept } from './adapter/kept.js'
export { keyFromName, markOf } from './adapter/key.js'
export { againOrFound, orFound } from './adapter/look-up.js'
export { inChain, type Mark, movesThrough, movesWithin, pageOfMoves, tierMet } from './adapter/moves.js'
export {
  callOf,
  type Native,
  type NativeOptions,
  type NativeWith,
  nativeOf,
  nativeWith,
  type RouteGroups,
} from './adapter/native.js'
export { takeNothing } from './adapter/nothing.js'
export {
  atThreshold,
  type Movement,
  missingThreshold,
  rankOfThreshold,
  type Thresholds,
  takePoints,
  takeThreshold,
} from './adapter/one-threshold.js'
export { datesFrom, instantFrom, refTo, standingNow, vendorOutput } from './adapter/outputs.js'
export { everyPage, listing, pageAfter, pageByRank } from './adapter/page.js'
export { present } from './adapter/present.js'
export { Queue } from './adapter/queue.js'
export { freeRank } from './adapter/rank.js'
export { createReader, type Read, type ReaderSettings } from './adapter/reader.js'
export { readings, settleLost } from './adapter/readings.js'
export { each, lossReasons, type ReasonOf, reasonsOf } from './adapter/reasons.js'
export { firstOf, LatestKeys } from './adapter/recent.js'
export { ask, get, pairsOf, type Query, remove, write } from './adapter/requests.js'
export {
  hasTaken,
  mayTake,
  type ReviewStep,
  type ReviewTarget,
  reviewSteps,
  reviewWays,
} from './adapter/review.js'
export {
  isNext,
  type Revised,
  type RevisedChange,
  type Rewriting,
  revise,
  rewrite,
} from './adapter/revise.js'
export { type Counted, rollingMarks } from './adapter/rolling.js'
export { routing } from './adapter/routing.js'
export { contains, follows, holdsAll, sameJson } from './adapter/same-json.js'
export {
  baseUrlOr,
  type Check,
  type Checks,
  type CommonSettings,
  type Completion,
  checkAdapterSettings,
  completeSettings,
  defaultsOf,
  environment,
  oneOf,
  refuseSettings,
  sourcedSettings,
  text,
  wholeFrom,
} from './adapter/settings.js'
export { refuseRevision, settled, settledPart, type Translated } from './adapter/settle.js'
export { type Ranked, swapRanks } from './adapter/swap-ranks.js'
export { refuseTaken, type Unique } from './adapter/taken.js'
export { type Longest, takeTexts } from './adapter/texts.js'
export { exactNumber, type OneThreshold, oneThreshold, wholeUpTo } from './adapter/threshold.js'
export { together } from './adapter/together.js'
export { type Auth, basicAuth, renewing, tokens } from './adapter/tokens.js'
export { goneAfterLoss, isOwnConflict, truthful } from './adapter/truthful.js'
export { isJsonObject, type VendorPart, vendorPart } from './adapter/vendor-part.js'
export { withParts } from './adapter/with-parts.js'
export { wordFor } from './adapter/words.js'
export { path } from './path.js'
export { decideRetry, type FailureKind, type RetryDecision, type RetryInput } from './retry.js'
export { sendOverFetch } from './send.js'
export { createTransport } from './transport.js'
export type {
  Explanation,
  Idempotency,
  Method,
  Pairs,
  Reply,
  ReplyHeaders,
  Send,
  SendReply,
  SendRequest,
  Transport,
  TransportSettings,
  WireRequest,
} from './types.js'
