import {
  type Activity,
  type Clock,
  type Instant,
  type Issue,
  isRungsError,
  type LadderInput,
  RungsError,
} from '@rungs/model'
import { failure, providerName } from './errors.js'

/** Settings of the in-memory backend. All may be left out. */
export interface MemorySettings {
  /** Where the time comes from; the machine's time when absent. */
  clock?: Clock
  /** The ladder to start with; a bare `threshold` is on `points.balance`. */
  ladder?: LadderInput
  /** Members to start with. */
  seed?: { members: readonly MemberSeed[] }
}

/** A member to start with. */
export interface MemberSeed {
  /** The member's id. */
  id: string
  /** Since when they are a member; now when absent. */
  since?: Instant
  /** What they did, in any order. Tiers given by hand are named by key. */
  activity?: readonly Activity[]
}

/** Checks settings strictly. @throws RungsError `configuration` naming every wrong path. */
export function checkSettings(settings: unknown): MemorySettings {
  if (settings === undefined) return {}
  const issues = settingsIssues(settings)
  if (issues.length === 0) return settings as MemorySettings
  throw failure('configuration', issues.map(({ path, message }) => `${path}: ${message}`).join('; '), issues)
}

/** Does a part of the start; what is wrong with it is then wrong with the settings, at this path. */
export function configured<T>(path: string, start: () => T): T {
  try {
    return start()
  } catch (error) {
    if (!isRungsError(error)) throw error
    const issues = error.issues.map((issue) => ({ ...issue, path: joined(path, issue.path) }))
    const message = `${path}: ${error.message}`
    throw new RungsError({ code: 'configuration', message, provider: providerName, issues, cause: error })
  }
}

function joined(path: string, inner: string): string {
  return inner === '' ? path : inner.startsWith('[') ? `${path}${inner}` : `${path}.${inner}`
}

function settingsIssues(settings: unknown): Issue[] {
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) {
    return [{ path: 'settings', message: 'expected an object' }]
  }
  const known = ['clock', 'ladder', 'seed']
  const issues = Object.keys(settings)
    .filter((key) => !known.includes(key))
    .map((path) => ({ path, message: `unknown key; expected ${known.join(', ')}` }))
  const { clock, seed } = settings as { clock?: unknown; seed?: unknown }
  if (clock !== undefined && !isClock(clock)) {
    issues.push({ path: 'clock', message: 'expected an object with the functions now and sleep' })
  }
  if (seed !== undefined) issues.push(...seedIssues(seed))
  return issues
}

function isClock(value: unknown): value is Clock {
  if (typeof value !== 'object' || value === null) return false
  return (
    'now' in value && typeof value.now === 'function' && 'sleep' in value && typeof value.sleep === 'function'
  )
}

function seedIssues(seed: unknown): Issue[] {
  if (typeof seed !== 'object' || seed === null) return [{ path: 'seed', message: 'expected an object' }]
  const issues = Object.keys(seed)
    .filter((key) => key !== 'members')
    .map((key) => ({ path: `seed.${key}`, message: 'unknown key; expected members' }))
  const members: unknown = 'members' in seed ? seed.members : undefined
  if (!Array.isArray(members)) return [...issues, { path: 'seed.members', message: 'expected a list' }]
  return [...issues, ...members.flatMap((member, index) => memberIssues(member, `seed.members[${index}]`))]
}

function memberIssues(member: unknown, path: string): Issue[] {
  if (typeof member !== 'object' || member === null) return [{ path, message: 'expected an object' }]
  const known = ['id', 'since', 'activity']
  const issues = Object.keys(member)
    .filter((key) => !known.includes(key))
    .map((key) => ({ path: `${path}.${key}`, message: `unknown key; expected ${known.join(', ')}` }))
  const { id, since, activity } = member as { id?: unknown; since?: unknown; activity?: unknown }
  if (typeof id !== 'string' || id === '') issues.push({ path: `${path}.id`, message: 'expected text' })
  if (since !== undefined && typeof since !== 'string') {
    issues.push({ path: `${path}.since`, message: 'expected an RFC 3339 instant' })
  }
  if (activity !== undefined && !Array.isArray(activity)) {
    issues.push({ path: `${path}.activity`, message: 'expected a list' })
  }
  return issues
}
