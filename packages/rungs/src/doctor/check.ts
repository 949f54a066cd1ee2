import { exitCodeOf } from '../errors.js'

/** What is looked at, in this order. */
const checkNames = [
  'node',
  'versions',
  'config',
  'adapter',
  'settings',
  'host',
  'credentials',
  'clock',
] as const

/** One thing that was looked at. */
export interface Check {
  check: (typeof checkNames)[number]
  status: 'ok' | 'warn' | 'fail'
  /** What was found; never a credential. */
  found: string
  /** What to do about it. */
  advice?: string
}

/** All that was looked at. */
export interface Diagnosis {
  /** Whether nothing failed. */
  ok: boolean
  checks: Check[]
  /** What could not be looked at, because something before it failed or did not tell. */
  notChecked: Check['check'][]
  /** What the command ends with: 0, or that of the error that was met. */
  exitCode: number
}

/** The checks in their order, and what is missing among them. `error`: why the first that failed did. */
export function diagnosisOf(checks: readonly Check[], error?: unknown): Diagnosis {
  const inOrder = checkNames.flatMap((name) => checks.filter(({ check }) => check === name))
  const seen = inOrder.map(({ check }) => check)
  const ok = inOrder.every(({ status }) => status !== 'fail')
  return {
    ok,
    checks: inOrder,
    notChecked: checkNames.filter((name) => !seen.includes(name)),
    exitCode: ok ? 0 : error === undefined ? 2 : exitCodeOf(error),
  }
}
