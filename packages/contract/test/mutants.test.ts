import { describe, expect, it } from 'vitest'
import { listCases, runContract } from '../src/index.js'
import type { Flaws } from './toy/flaws.js'
import { toySubject } from './toy/provider.js'

/** For each way in which the toy can be broken, cases of the broken law that have to notice. */
const caught: { readonly [flaw in keyof Required<Flaws>]: readonly string[] } = {
  neverSettles: [
    'L1.create-refuses.tier.color',
    'L1.update-refuses.tier.color',
    'L1.reports.tier.color',
    'L1.accounting-is-complete',
    'L1.refusal-names-every-path',
  ],
  claimsToHoldColors: ['L1.create-refuses.tier.color', 'L1.reports.tier.color', 'L1.held-means-held'],
  trimsNames: ['L1.exact-or-refused.spaced-name'],
  roundsThresholds: ['L1.exact-or-refused.threshold-beyond-2-53'],
  namesOneLossOnly: ['L1.refusal-names-every-path', 'L1.accounting-is-complete'],
  forgetsSince: ['L1.enroll-since'],
  forgetsDescriptions: ['L2.create-holds.tier.description', 'L2.random-tiers', 'L1.held-means-held'],
  updatesReplaceEverything: ['L2.update-holds.tier.name'],
  ignoresNull: ['L2.update-clears.tier.description'],
  listsByName: ['L3.ascending-by-rank', 'L3.pages-of.100', 'L3.order-follows-change'],
  skipsBetweenPages: ['L3.pages-of.2', 'L3.iteration-is-complete', 'L3.many-tiers'],
  repeatsBetweenPages: ['L3.pages-of.3', 'L3.insert-while-paging'],
  ladderHasOnePage: ['L3.ladder-has-every-tier', 'L3.many-tiers'],
  pagesByPosition: ['L3.insert-while-paging', 'L3.delete-while-paging'],
  tellsHistoryBackwards: ['L7.history-is-a-chain'],
  sendsNoKey: [
    'L4.lost-reply.members.record',
    'L4.all-replies-lost.members.record',
    'L4.same-key-records-once',
  ],
  doublesCreates: [
    'L4.lost-reply.tiers.create',
    'L4.all-replies-lost.tiers.create',
    'L4.created-is-the-one-listed',
    'L4.same-key-twice',
    'L4.same-key-at-once',
  ],
  enrollStartsOver: ['L4.enroll-twice'],
  saysNetworkForLostReplies: ['L8.lost-reply.tiers.create', 'L4.all-replies-lost.tiers.create'],
  inventsSuccess: ['L4.created-is-the-one-listed', 'L8.unavailable.tiers.create', 'L8.hang.tiers.create'],
  deleteIsNotFoundAfterLoss: ['L4.lost-reply.tiers.delete'],
  ignoresRevisions: [
    'L5.stale-update-is-conflict',
    'L5.stale-delete-is-conflict',
    'L5.unknown-revision-is-conflict',
    'L5.one-of-ten-wins',
  ],
  keepsRevisions: ['L5.every-update-has-its-revision', 'L5.stale-update-is-conflict'],
  checksRevisionsItself: ['L5.one-of-ten-wins'],
  rejectsUnknownIds: ['L6.not-found.tiers.get', 'L6.not-found.members.standing', 'L6.status.404'],
  throwsPlainErrors: ['L6.not-found.tiers.get', 'L6.json-of-errors', 'L6.status.500'],
  leaksInMessages: ['L6.no-secret-in-errors.tiers.get', 'L6.no-secret-in-refusals'],
  leaksInCauses: ['L6.no-secret-in-errors.tiers.create', 'L6.no-secret-with-wrong-credentials'],
  logsTheKey: ['L6.no-secret-in-errors.tiers.list'],
  takesPagesForData: ['L8.gateway-page.tiers.get', 'L8.broken-json.tiers.get'],
  hidesReplies: ['L6.what-the-vendor-said'],
  forgetsAttempts: ['L6.details.tiers.get', 'L8.retries-are-counted'],
  callsEverythingRetryable: ['L6.status.404', 'L6.authentication'],
  deleteDoesNotWork: ['L7.works.tiers.delete'],
  forgetsACapability: ['L7.complete-map'],
  callsEmulatedNative: ['L7.emulated-says-so'],
  overdraws: ['L7.overdraft-is-rejected'],
  comparesStrictly: ['L7.standing-at.100', 'L7.standing-at.200', 'L7.standing-at.500'],
  handlesUnsupported: ['L7.handlers-agree'],
  forgetsMoves: ['L7.history-is-a-chain'],
  beginsWithATier: ['L7.history-begins-with-nothing'],
  explainsByThousands: ['L7.explains-every-criterion'],
  explainsByHandAsMet: ['L7.explains-a-tier-by-hand', 'L7.explains-nothing-met'],
  explainsNowForThen: ['L7.refused.explain.at'],
  writesBeforeItRefuses: ['L1.create-refuses.tier.color'],
  repeatsWithoutRetries: ['L8.unavailable.tiers.get', 'L8.retries-are-counted'],
  neverRepeats: [
    'L8.once.unavailable.tiers.get',
    'L8.once.lost-reply.tiers.list',
    'L4.rate-limited-once.tiers.create',
    'L4.lost-reply-once-is-made-up-for.tiers.create',
    'L4.reset-once-is-made-up-for.members.record',
  ],
  ignoresRetryAfter: ['L8.retry-after-is-kept'],
  waitsBeyondTheDeadline: ['L8.retry-after-beyond-deadline'],
  hidesThatItSent: ['L8.dribble.tiers.create', 'L8.dribble.members.record'],
  givesDates: ['L9.plain.tiers.get', 'L9.plain.tiers.list'],
  givesUndefined: ['L9.plain.tiers.get', 'L9.plain.tiers.create'],
  givesMore: ['L9.plain.tiers.get', 'L9.plain.ladder.get'],
  sharesItsSettings: ['L9.ladder-belongs-to-the-caller'],
  keepsOutputs: ['L9.outputs-belong-to-the-caller', 'L9.no-shared-parts'],
}

describe('a broken provider is caught', () => {
  for (const [flaw, ids] of Object.entries(caught)) {
    it(flaw, async () => {
      const report = await runContract({
        name: flaw,
        subject: () => toySubject({ [flaw]: true }),
        only: ({ id }) => ids.includes(id),
      })
      const outcomes = Object.fromEntries(report.results.map(({ id, outcome }) => [id, outcome]))
      expect(outcomes).toEqual(Object.fromEntries(ids.map((id) => [id, 'failed'])))
    })
  }
})

it('every law has a broken provider that it catches', () => {
  const laws = new Set(Object.values(caught).flatMap((ids) => ids.map((id) => id.slice(0, 2))))
  expect([...laws].sort()).toEqual(['L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8', 'L9'])
})

it('every case that has to notice exists', () => {
  const known = new Set(listCases().map(({ id }) => id))
  expect(
    Object.values(caught)
      .flat()
      .filter((id) => !known.has(id)),
  ).toEqual([])
})
