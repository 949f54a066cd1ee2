import type { Metric } from '@rungs/model'
import type { Checks, CommonSettings } from '@rungs/transport/provider'
import { completeSettings, oneOf, refuseSettings, text } from '@rungs/transport/provider'

/** Which counter stands for a metric that Scrip has no name for. */
export type CounterNames = { [metric in Exclude<Metric, `counter:${string}`>]: string }

/** What `scrip()` is made from. Every key is optional where the environment has the three `SCRIP_` variables. */
export interface ScripSettings extends CommonSettings {
  /** The API key, `sk_...`; the environment's `SCRIP_API_KEY` when absent. Sent as `X-API-Key`. */
  apiKey?: string
  /** The environment's `SCRIP_BASE_URL` when absent, else `https://api.scrip.dev`; `/v1` is dropped when given. */
  baseUrl?: string
  /** The program's id, a UUID; the environment's `SCRIP_PROGRAM_ID` when absent. */
  programId?: string
  /**
   * The Scrip tier that is the ladder: its key, or its id, a UUID; the environment's `SCRIP_LADDER` when absent. A key
   * that the program does not have yet is a ladder without tiers, which the first tier makes.
   */
  ladder?: string
  /** The metric of a bare `threshold`; `points.earned` when absent. */
  defaultMetric?: Metric
  /** Which counters stand for other metrics, and are counted by the program's rules: `points_earned` and so on when absent. */
  counters?: Partial<CounterNames>
  /** Under which key of a level's `benefits` the labels are kept; `labels` when absent. */
  labelsKey?: string
  /** What clears a colour or an icon, which Scrip's pages leave open: an empty text (the default), or null. */
  clearWith?: 'empty' | 'null'
  /** How a tier is archived, which no page that we could read shows: `post` (the default) to `.../archive`, or `delete`. */
  archiveRoute?: 'post' | 'delete'
}

/** {@link ScripSettings} with every default filled in. */
export type CheckedSettings = ReturnType<typeof checkSettings>

const isUuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i
const isLadder = /^([a-z][a-z0-9_]{0,99}|[\dA-Fa-f]{8}(-[\dA-Fa-f]{4}){3}-[\dA-Fa-f]{12})$/
const aLadder =
  'the key of a Scrip tier (lower case letters, digits and _, the first a letter) or its id, a UUID'

const points = { 'points.earned': 'points_earned', 'points.balance': 'points_balance' }
const names: CounterNames = { ...points, spend: 'spend', visits: 'visits' }

const checks: Checks<ScripSettings> = {
  apiKey: text(/^[!-~]{1,1000}$/, 'the text of an API key'),
  programId: text(isUuid, 'the id of a program, a UUID'),
  ladder: text(isLadder, aLadder),
  defaultMetric: text(
    /^(points\.(earned|balance)|spend|visits|counter:.{1,100})$/,
    "'points.earned', 'points.balance', 'spend', 'visits' or 'counter:<key>'",
  ),
  counters: ['counter keys by metric: points.earned, points.balance, spend, visits', areCounters],
  labelsKey: text(/^.{1,100}$/, 'a key of 1 to 100 characters'),
  clearWith: oneOf('empty', 'null'),
  archiveRoute: oneOf('post', 'delete'),
}

/**
 * Checks the settings, reads the environment for what is absent, and fills in the defaults.
 * @throws RungsError `configuration` naming every wrong or missing setting; never a value.
 */
export function checkSettings(given: ScripSettings) {
  const complete = completeSettings(given, {
    provider: 'scrip',
    checks,
    defaults: {
      defaultMetric: 'points.earned',
      labelsKey: 'labels',
      clearWith: 'empty',
      archiveRoute: 'post',
    },
    variables: {
      apiKey: ['SCRIP_API_KEY', 'an API key'],
      programId: ['SCRIP_PROGRAM_ID', 'the id of a program, a UUID'],
      ladder: ['SCRIP_LADDER', aLadder],
    },
    home: ['SCRIP_BASE_URL', 'https://api.scrip.dev'],
  })
  const counters = { ...names, ...complete.counters }
  const message = 'expected a counter of its own for each metric'
  const shared = new Set(Object.values(counters)).size < Object.keys(counters).length
  refuseSettings('scrip', shared ? [{ path: 'counters', message }] : [])
  return { ...complete, counters }
}

/** Whether the ladder is named by its id rather than by its key. */
export const namedById = ({ ladder }: Pick<CheckedSettings, 'ladder'>): boolean => isUuid.test(ladder)

function areCounters(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).every(
    ([metric, key]) => Object.hasOwn(names, metric) && typeof key === 'string' && /^.{1,100}$/.test(key),
  )
}
