import type * as z from 'zod/mini'
import { isWhole } from '../amount.js'
import type {
  ActivityDraft,
  Assignment,
  LadderDraft,
  LadderPatch,
  ListQuery,
  TierDraft,
  TierPatch,
} from '../drafts.js'
import { type Issue, RungsError } from '../errors.js'
import type { Metric, Rule } from '../rule.js'
import { formatInstant, type Instant, parseInstant } from '../time.js'
import {
  activitySchema,
  assignmentSchema,
  ladderInputSchema,
  ladderPatchSchema,
  listQuerySchema,
  tierInputSchema,
  tierPatchSchema,
} from './inputs.js'
import { issuesOf } from './issues.js'
import { plainIssues, withoutUndefined } from './plain.js'

/** What parsing needs to know of the provider. */
export interface ParseOptions {
  /** The metric of a bare `threshold`. */
  defaultMetric: Metric
}

/**
 * Checks a tier to create and brings it into its full form.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function parseTier(value: unknown, options: ParseOptions): TierDraft {
  const { threshold, ...rest } = parse(tierInputSchema, value, 'tier')
  const draft: TierDraft = { ...rest, ...ruleOf(threshold, options) }
  refuse(ruleIssues(draft.rule, threshold === undefined ? 'rule' : undefined), 'tier')
  return draft
}

/**
 * Checks a change of a tier and brings it into its full form.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function parseTierPatch(value: unknown, options: ParseOptions): TierPatch {
  const { threshold, ...rest } = parse(tierPatchSchema, value, 'change')
  const patch: TierPatch = { ...rest, ...ruleOf(threshold, options) }
  refuse(ruleIssues(patch.rule ?? undefined, threshold === undefined ? 'rule' : undefined), 'change')
  return patch
}

/**
 * Checks a whole ladder, for example from a `ladder.yaml`, and brings it into its full form.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function parseLadder(value: unknown, options: ParseOptions): LadderDraft {
  const { tiers, ...rest } = parse(ladderInputSchema, value, 'ladder')
  const issues: Issue[] = []
  const drafts = tiers.map((tier, index): TierDraft => {
    const { threshold, ...fields } = tier
    const draft: TierDraft = { ...fields, ...ruleOf(threshold, options) }
    const found = ruleIssues(draft.rule, threshold === undefined ? 'rule' : undefined)
    issues.push(...found.map((issue) => ({ ...issue, path: `tiers[${index}].${issue.path}` })))
    return draft
  })
  refuse(issues, 'ladder')
  return { ...rest, tiers: drafts }
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
  const activity: ActivityDraft = parse(activitySchema, value, 'activity')
  refuse(activityIssues(activity), 'activity')
  return activity
}

/** Checks an assignment by hand. @throws RungsError `invalid_input` naming every wrong path. */
export function parseAssignment(value: unknown): Assignment {
  return parse(assignmentSchema, value, 'assignment')
}

/** Checks an RFC 3339 instant and makes it UTC. @throws RungsError `invalid_input` naming `path`. */
export function parseInstantInput(value: unknown, path: string): Instant {
  const ms = typeof value === 'string' ? parseInstant(value) : undefined
  if (ms !== undefined) return formatInstant(ms)
  const message = 'expected an RFC 3339 instant such as 2026-03-01T09:30:00Z'
  throw new RungsError({ code: 'invalid_input', message: `${path}: ${message}`, issues: [{ path, message }] })
}

/** Checks a list query. @throws RungsError `invalid_input` naming every wrong path. */
export function parseListQuery(value: unknown): ListQuery {
  return parse(listQuerySchema, value, 'query')
}

function parse<Schema extends z.core.$ZodType>(
  schema: Schema & z.ZodMiniType,
  value: unknown,
  what: string,
): z.output<Schema> {
  refuse(plainIssues(value), what)
  const given = withoutUndefined(value)
  const result = schema.safeParse(given)
  if (result.success) return result.data as z.output<Schema>
  refuse(issuesOf(result.error.issues, given), what)
  throw new RungsError({ code: 'invalid_input', message: `The ${what} is not valid.` })
}

function refuse(issues: Issue[], what: string): void {
  if (issues.length === 0) return
  const shown = issues.slice(0, 20)
  const lines = shown.map(({ path, message }) => `${path === '' ? `the ${what}` : path}: ${message}`)
  const more = issues.length > shown.length ? `; and ${issues.length - shown.length} more` : ''
  throw new RungsError({ code: 'invalid_input', message: lines.join('; ') + more, issues })
}

function ruleOf(threshold: string | undefined, { defaultMetric }: ParseOptions): { rule?: Rule } {
  return threshold === undefined ? {} : { rule: { metric: defaultMetric, op: '>=', value: threshold } }
}

/** Points and visits are whole and, like spend, not negative. A bare threshold is named as the user wrote it. */
function ruleIssues(rule: Rule | undefined, path: string | undefined): Issue[] {
  if (rule === undefined) return []
  if ('metric' in rule) {
    const message = rule.metric.startsWith('counter:')
      ? undefined
      : amountIssue(rule.value, rule.metric !== 'spend')
    return message === undefined
      ? []
      : [{ path: path === undefined ? 'threshold' : `${path}.value`, message }]
  }
  const [name, group] =
    'all' in rule ? ['all', rule.all] : 'any' in rule ? ['any', rule.any] : ['of', rule.of]
  return group.flatMap((inner, index) => ruleIssues(inner, `${path ?? 'rule'}.${name}[${index}]`))
}

function activityIssues(activity: ActivityDraft): Issue[] {
  if (activity.type === 'purchase') return issue('spend', amountIssue(activity.spend, false))
  if (!('points' in activity)) return []
  if (activity.type === 'adjust')
    return issue(
      'points',
      isWhole(activity.points) ? undefined : 'expected a whole number of points, got a fraction',
    )
  if (activity.points === '0') return issue('points', 'expected more than 0')
  return issue('points', amountIssue(activity.points, true))
}

function issue(path: string, message: string | undefined): Issue[] {
  return message === undefined ? [] : [{ path, message }]
}

function amountIssue(value: string, whole: boolean): string | undefined {
  if (value.startsWith('-')) return 'expected 0 or more, got a negative amount'
  return whole && !isWhole(value) ? 'expected a whole number, got a fraction' : undefined
}
