import { type Issue, parseInstant } from '@rungs/model'
import { ladderIssues } from './check.js'
import { unknownKeys } from './check-parts.js'
import { type Common, commonOf, makePlan, type Plan } from './plan.js'
import { type ChosenReadings, chosen, type Readings, readingIssues } from './readings.js'
import { describe, isObject, refuse } from './refusal.js'
import type { LadderHistory, LadderLike } from './types.js'

/** A ladder as it was from an instant on. */
interface Version {
  /** Milliseconds since 1970; minus infinity for the first. */
  from: number
  plan: Plan
}

/** A ladder through time, checked once. */
export interface Program extends Common {
  /** Ascending. */
  versions: readonly Version[]
  /** The plan that is in force at the end. */
  latest: Plan
  /** Ids and keys of the tiers of all versions. */
  names: ReadonlySet<string>
  readings: ChosenReadings
  /** The path of a validity that is counted from a member's registration, where there is one. */
  registration: string | undefined
}

/**
 * Checks a ladder, or every version of one, and makes its program.
 * @throws RungsError `invalid_input` naming every wrong path.
 */
export function makeProgram(ladder: LadderLike | LadderHistory, readings?: Readings): Program {
  const history: LadderHistory = isHistory(ladder) ? ladder : { versions: [{ ladder }] }
  const issues = isHistory(ladder) ? historyIssues(ladder) : ladderIssues(ladder)
  refuse([...issues, ...readingIssues(readings)])
  const common = commonOf(
    history.versions.map((version) => version.ladder),
    chosen(readings),
  )
  const versions = history.versions.map(
    ({ from, ladder: one }): Version => ({
      from: from === undefined ? Number.NEGATIVE_INFINITY : (parseInstant(from) ?? 0),
      plan: makePlan(one, common),
    }),
  )
  const latest = versions.at(-1) as Version
  return {
    ...common,
    versions,
    latest: latest.plan,
    names: new Set(versions.flatMap(({ plan }) => [...plan.named.keys()])),
    registration: registrationOf(versions),
  }
}

function isHistory(ladder: LadderLike | LadderHistory): ladder is LadderHistory {
  return isObject(ladder) && 'versions' in ladder
}

function registrationOf(versions: readonly Version[]): string | undefined {
  const rungs = versions.flatMap(({ plan }) => plan.rungs)
  const found = rungs.find(({ validity }) => validity?.anchor === 'registration')
  return found && `the validity of the tier '${found.ref.id}'`
}

function historyIssues(history: object): Issue[] {
  const { versions }: { versions?: unknown } = history
  const issues = unknownKeys(history, ['versions'], '')
  if (!Array.isArray(versions) || versions.length === 0) {
    const message = `expected a list of at least one version, got ${describe(versions)}`
    return [...issues, { path: 'versions', message }]
  }
  let before = Number.NEGATIVE_INFINITY
  versions.forEach((version: unknown, index) => {
    const path = `versions[${index}]`
    if (!isObject(version)) {
      issues.push({ path, message: `expected a ladder with \`from\`, got ${describe(version)}` })
      return
    }
    issues.push(...unknownKeys(version, ['from', 'ladder'], path))
    const from = typeof version.from === 'string' ? parseInstant(version.from) : undefined
    issues.push(...fromIssues(version.from, from, before, index === 0, path))
    before = from ?? before
    issues.push(...ladderIssues(version.ladder).map((issue) => within(`${path}.ladder`, issue)))
  })
  return issues
}

function fromIssues(
  given: unknown,
  from: number | undefined,
  before: number,
  first: boolean,
  path: string,
): Issue[] {
  if (first) {
    const message = 'the first version holds from the beginning: leave it out'
    return given === undefined ? [] : [{ path: `${path}.from`, message }]
  }
  if (from !== undefined && from > before) return []
  const message = `expected an RFC 3339 instant after that of the version before, got ${describe(given)}`
  return [{ path: `${path}.from`, message }]
}

function within(prefix: string, { path, message }: Issue): Issue {
  return { path: path === '' ? prefix : `${prefix}.${path}`, message }
}
