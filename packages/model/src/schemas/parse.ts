import type * as z from 'zod/mini'
import type { Amount } from '../amount.js'
import type {
  ActivityDraft,
  Assignment,
  HistoryQuery,
  LadderDraft,
  LadderPatch,
  ListQuery,
  TierDraft,
  TierPatch,
} from '../drafts.js'
import { type Issue, RungsError } from '../errors.js'
import type { Metric, Rule } from '../rule.js'
import type { Instant } from '../time.js'
import {
  activitySchema,
  assignmentSchema,
  historyQuerySchema,
  ladderInputSchema,
  ladderPatchSchema,
  listQuerySchema,
  tierInputSchema,
  tierPatchSchema,
} from './inputs.js'
import { isRecord } from './leaf.js'
import { instant } from './parts.js'
import { plainCopy } from './plain.js'
import { thresholdProblem } from './rule.js'
import { ownWords, tell, type ZodIssue } from './tell.js'

export { issuesOf } from './issues.js'

/** What parsing needs to know of the provider. */
export interface ParseOptions {
  /** The metric of a bare `threshold`. */
  defaultMetric: Metric
}

/**
 * Checks a tier to create and brings it into its full form. Nothing in it is shared with `value`.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function parseTier(value: unknown, options: ParseOptions): TierDraft {
  const { threshold, ...rest } = parse(tierInputSchema, value, 'tier', thresholdCheck(options))
  return { ...rest, ...ruleOf(threshold, options) }
}

/**
 * Checks a change of a tier and brings it into its full form.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function parseTierPatch(value: unknown, options: ParseOptions): TierPatch {
  const { threshold, ...rest } = parse(tierPatchSchema, value, 'change', thresholdCheck(options))
  return { ...rest, ...ruleOf(threshold, options) }
}

/**
 * Checks a whole ladder, for example from a `ladder.yaml`, and brings it into its full form. Two tiers of one
 * rank or key, and a floor that is none of its tiers' keys, are refused.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function parseLadder(value: unknown, options: ParseOptions): LadderDraft {
  const check = thresholdCheck(options)
  const { tiers, ...rest } = parse(ladderInputSchema, value, 'ladder', ({ tiers }) =>
    (Array.isArray(tiers) ? tiers : []).flatMap((tier: unknown, index) =>
      isRecord(tier) ? check(tier, ['tiers', index]) : [],
    ),
  )
  const full = tiers.map(({ threshold, ...tier }): TierDraft => ({ ...tier, ...ruleOf(threshold, options) }))
  return { ...rest, tiers: full }
}

/** Checks a change of a ladder. @throws RungsError `invalid_input` naming every wrong path. */
export function parseLadderPatch(value: unknown): LadderPatch {
  return parse(ladderPatchSchema, value, 'change')
}

/**
 * Checks an activity to record: points are whole and, but for `adjust`, positive; spend is not negative.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function parseActivity(value: unknown): ActivityDraft {
  return parse(activitySchema, value, 'activity')
}

/** Checks an assignment by hand. @throws RungsError `invalid_input` naming every wrong path. */
export function parseAssignment(value: unknown): Assignment {
  return parse(assignmentSchema, value, 'assignment')
}

/** Checks an RFC 3339 instant and makes it UTC. @throws RungsError `invalid_input` naming `path`. */
export function parseInstantInput(value: unknown, path: string): Instant {
  const result = instant.safeParse(value)
  if (result.success) return result.data
  throw invalid(
    tell(result.error.issues, value, ownWords).map((issue) => ({ ...issue, path })),
    path,
  )
}

/** Checks a list query. @throws RungsError `invalid_input` naming every wrong path. */
export function parseListQuery(value: unknown): ListQuery {
  return parse(listQuerySchema, value, 'query')
}

/** Checks which moves of a member are asked for. @throws RungsError `invalid_input` naming every wrong path. */
export function parseHistoryQuery(value: unknown): HistoryQuery {
  return parse(historyQuerySchema, value, 'query')
}

/** What no schema can check, because it takes the provider. It sees the input as it came, right or wrong. */
type MoreChecks = (given: Readonly<Record<string, unknown>>, at?: PropertyKey[]) => ZodIssue[]

/** With so much wrong, more would help nobody, and would take long to find. */
const enough = 100

function parse<Out, In>(
  schema: z.ZodMiniType<Out, In>,
  value: unknown,
  what: string,
  more: MoreChecks = () => [],
): Out {
  const { copy, issues } = plainCopy(value)
  if (issues.length > enough) throw invalid(issues, what)
  const result = schema.safeParse(copy)
  const wrong = [...(result.error?.issues ?? []), ...(isRecord(copy) ? more(copy) : [])]
  const found = tell(wrong, copy, ownWords)
  if (result.success && issues.length + found.length === 0) return result.data
  // What a schema says of the `null` that stands in for something that is no data would only mislead.
  const others = found.filter(({ path }) => !issues.some((issue) => isWithin(path, issue.path)))
  throw invalid([...issues, ...others], what)
}

function isWithin(path: string, outer: string): boolean {
  return path === outer || outer === '' || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`)
}

function invalid(issues: readonly Issue[], what: string): RungsError {
  const shown = issues.slice(0, 20)
  const lines = shown.map(({ path, message }) => `${path === '' ? `the ${what}` : path}: ${message}`)
  const more = issues.length > shown.length ? `; and ${issues.length - shown.length} more` : ''
  return new RungsError({ code: 'invalid_input', message: lines.join('; ') + more, issues })
}

function ruleOf(threshold: Amount | undefined, { defaultMetric }: ParseOptions): { rule?: Rule } {
  return threshold === undefined ? {} : { rule: { metric: defaultMetric, op: '>=', value: threshold } }
}

/** A bare threshold obeys the rules of the provider's own metric, and is named as the user wrote it. */
function thresholdCheck({ defaultMetric }: ParseOptions): MoreChecks {
  return ({ threshold }, at = []) => {
    const message = thresholdProblem(defaultMetric, threshold)
    return message === undefined ? [] : [{ code: 'custom', path: [...at, 'threshold'], message }]
  }
}
