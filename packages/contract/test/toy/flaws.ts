/** Ways in which the toy can be broken, each of them against a law. Names say what the broken toy does. */
export interface Flaws {
  // Law 1
  neverSettles?: boolean
  claimsToHoldColors?: boolean
  trimsNames?: boolean
  roundsThresholds?: boolean
  namesOneLossOnly?: boolean
  forgetsSince?: boolean
  // Law 2
  forgetsDescriptions?: boolean
  updatesReplaceEverything?: boolean
  ignoresNull?: boolean
  // Law 3
  listsByName?: boolean
  skipsBetweenPages?: boolean
  repeatsBetweenPages?: boolean
  ladderHasOnePage?: boolean
  pagesByPosition?: boolean
  tellsHistoryBackwards?: boolean
  // Law 4
  sendsNoKey?: boolean
  doublesCreates?: boolean
  enrollStartsOver?: boolean
  saysNetworkForLostReplies?: boolean
  inventsSuccess?: boolean
  deleteIsNotFoundAfterLoss?: boolean
  // Law 5
  ignoresRevisions?: boolean
  keepsRevisions?: boolean
  checksRevisionsItself?: boolean
  // Law 6
  rejectsUnknownIds?: boolean
  throwsPlainErrors?: boolean
  leaksInMessages?: boolean
  leaksInCauses?: boolean
  logsTheKey?: boolean
  takesPagesForData?: boolean
  hidesReplies?: boolean
  forgetsAttempts?: boolean
  callsEverythingRetryable?: boolean
  // Law 7
  deleteDoesNotWork?: boolean
  forgetsACapability?: boolean
  callsEmulatedNative?: boolean
  overdraws?: boolean
  comparesStrictly?: boolean
  handlesUnsupported?: boolean
  writesBeforeItRefuses?: boolean
  forgetsMoves?: boolean
  beginsWithATier?: boolean
  explainsByThousands?: boolean
  explainsByHandAsMet?: boolean
  explainsNowForThen?: boolean
  // Law 8
  repeatsWithoutRetries?: boolean
  neverRepeats?: boolean
  ignoresRetryAfter?: boolean
  waitsBeyondTheDeadline?: boolean
  hidesThatItSent?: boolean
  // Law 9
  givesDates?: boolean
  givesUndefined?: boolean
  givesMore?: boolean
  keepsOutputs?: boolean
  sharesItsSettings?: boolean
}
