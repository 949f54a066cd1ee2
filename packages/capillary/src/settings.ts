import {
  baseUrlOr,
  type Checks,
  type CommonSettings,
  checkAdapterSettings,
  environment,
  oneOf,
  refuseSettings,
  settingOr,
  sourcedSettings,
  text,
} from '@rungs/transport'
import type { CapillaryKpi } from './vendor.js'

/** A tracker of the program's loyalty engine, by its two ids (Create Tier page). */
export interface CapillaryTracker {
  /** The number of the tracker. */
  trackerId: number
  /** The number of its condition. */
  trackerCondition: number
}

/** What `capillary()` is made from: a program, and credentials, each here or in the environment. */
export interface CapillarySettings extends CommonSettings {
  /** The loyalty program whose tiers are the ladder; the environment's `CAPILLARY_PROGRAM_ID` when absent. */
  programId?: number
  /** Where the organisation is hosted, when no `baseUrl` is given; `eu` when absent. */
  cluster?: 'eu' | 'apac' | 'us' | 'sea'
  /** The environment's `CAPILLARY_BASE_URL` when absent, else the cluster's. */
  baseUrl?: string
  /** Where customers are read, if not at `baseUrl`. */
  customerBaseUrl?: string
  /** Basic authentication: the till id; the environment's `CAPILLARY_USERNAME` when absent. */
  username?: string
  /** Basic authentication: the till's password as it is; the environment's `CAPILLARY_PASSWORD` when absent. */
  password?: string
  /** What Basic authentication sends of the password: its MD5 in hex (the default), or the password itself. */
  passwordHash?: 'md5' | 'none'
  /** OAuth: the client key; the environment's `CAPILLARY_CLIENT_ID` when absent. Wins over Basic. */
  clientId?: string
  /** OAuth: the client secret; the environment's `CAPILLARY_CLIENT_SECRET` when absent. */
  clientSecret?: string
  /** The KPI that the program measures its tiers by; `CURRENT_POINTS` when absent. A bare threshold is of it. */
  kpiType?: CapillaryKpi
  /** Which counter the KPI `TRACKER_VALUE_BASED` is; `tracker` when absent. */
  kpiTracker?: string
  /** Trackers by the name of their counter: `counter:nights` needs `{ nights: { trackerId, trackerCondition } }`. */
  trackers?: { [counter: string]: CapillaryTracker }
  /**
   * How far a tier that names no status, and a change of a published tier, is taken: `active` (the default: it is
   * submitted and approved), `pending` (a reviewer approves it) or `draft`.
   */
  newTiers?: 'active' | 'pending' | 'draft'
  /** What a `memberId` is: `externalId` when absent; else `mobile`, `email`, ... */
  identifierName?: string
  /** The source of customers that are looked up; `INSTORE` when absent. */
  source?: string
  /** Where the history of a customer's tiers is read; `none` leaves it, and since when a tier is held, out. */
  tierHistory?: 'v1.1' | 'none'
  /** Of instants that Capillary writes without an offset; `+00:00` when absent. */
  utcOffset?: string
}

const defaults = {
  passwordHash: 'md5',
  kpiType: 'CURRENT_POINTS',
  kpiTracker: 'tracker',
  trackers: {},
  newTiers: 'active',
  identifierName: 'externalId',
  source: 'INSTORE',
  tierHistory: 'v1.1',
  utcOffset: '+00:00',
} as const

/** Either kind of credentials. */
export type Credentials =
  | { username: string; password: string; passwordHash: 'md5' | 'none' }
  | { clientId: string; clientSecret: string }

/** {@link CapillarySettings} with every default filled in. */
export type CheckedSettings = Omit<CapillarySettings, keyof Credentials> &
  Required<Pick<CapillarySettings, 'programId' | 'baseUrl' | 'customerBaseUrl' | keyof typeof defaults>> & {
    credentials: Credentials
  }

const name = text(/^[!-~][ -~]{0,254}$/, 'text of 1 to 255 visible characters')
const url = text(/./, 'a URL')
const id = (value: unknown): boolean => Number.isInteger(value)
const isTracker = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'trackerId' in value &&
  'trackerCondition' in value &&
  id(value.trackerId) &&
  id(value.trackerCondition)

const checks: Checks<CapillarySettings> = {
  programId: ['the whole number of a program', (value) => Number.isSafeInteger(value) && Number(value) >= 0],
  cluster: oneOf('eu', 'apac', 'us', 'sea'),
  customerBaseUrl: url,
  username: name,
  password: name,
  passwordHash: oneOf('md5', 'none'),
  clientId: name,
  clientSecret: name,
  kpiType: oneOf('CURRENT_POINTS', 'CUMULATIVE_POINTS', 'CUMULATIVE_PURCHASES', 'TRACKER_VALUE_BASED'),
  kpiTracker: text(/^.{1,100}$/, 'a name of 1 to 100 characters'),
  trackers: [
    'an object of { trackerId, trackerCondition }, both whole numbers',
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.values(value).every(isTracker),
  ],
  newTiers: oneOf('active', 'pending', 'draft'),
  identifierName: text(/^\w{1,100}$/, 'a name of letters and digits'),
  source: text(/^\w{1,100}$/, 'a name of letters and digits'),
  tierHistory: oneOf('v1.1', 'none'),
  utcOffset: text(/^[+-]([01]\d|2[0-3]):[0-5]\d$/, 'an offset such as +05:30'),
}

/** The hosts of the clusters (API overview); the tiers pages show the first. */
const clusters = {
  eu: 'https://eu.intouch.capillarytech.com',
  apac: 'https://apac.api.intouch.capillarytech.com',
  us: 'https://ushc.api.capillarytech.com',
  sea: 'https://sea.api.capillarytech.com',
}

/**
 * Checks the settings, reads the environment for what is absent, and fills in the defaults.
 * @throws RungsError `configuration` naming every wrong or missing setting; never a value.
 */
export function checkSettings(given: CapillarySettings): CheckedSettings {
  const present = checkAdapterSettings('capillary', given, checks)
  const { username, password, clientId, clientSecret, cluster = 'eu', ...rest } = present
  const credentials = credentialsOf(present)
  // `/v3` and its like belong to the paths.
  const baseUrl = baseUrlOr(present, 'CAPILLARY_BASE_URL', clusters[cluster], versions)
  const customerBaseUrl = baseUrlOr({ baseUrl: present.customerBaseUrl ?? baseUrl }, '', '', versions)
  return { ...defaults, ...rest, programId: programOf(present), baseUrl, customerBaseUrl, credentials }
}

const versions = 'v[123](?:\\.1)?'

function programOf({ programId }: CapillarySettings): number {
  if (programId !== undefined) return programId
  return Number(
    settingOr('capillary', undefined, {
      path: 'programId',
      variable: 'CAPILLARY_PROGRAM_ID',
      what: 'the number of a loyalty program',
      check: text(/^\d{1,15}$/, 'a number'),
    }),
  )
}

function credentialsOf(given: CapillarySettings): Credentials {
  const basic = given.username !== undefined || given.password !== undefined
  const oauth = given.clientId !== undefined || given.clientSecret !== undefined
  if (basic && oauth)
    refuse('clientId', 'give a till (username, password) or a client (clientId, clientSecret)')
  const inEnvironment = environment('CAPILLARY_CLIENT_ID') ?? environment('CAPILLARY_CLIENT_SECRET')
  if (oauth || (!basic && inEnvironment !== undefined)) {
    return sourcedSettings('capillary', given, checks, {
      clientId: ['CAPILLARY_CLIENT_ID', 'the key of an OAuth client'],
      clientSecret: ['CAPILLARY_CLIENT_SECRET', 'its secret'],
    })
  }
  const till = ['CAPILLARY_USERNAME', 'a till id (or clientId, by OAuth)'] as const
  const { username } = sourcedSettings('capillary', given, checks, { username: till })
  const secret = ['CAPILLARY_PASSWORD', "the till's password"] as const
  const { password } = sourcedSettings('capillary', given, checks, { password: secret })
  if (username.includes(':')) refuse('username', 'expected a till id without a colon')
  return { username, password, passwordHash: given.passwordHash ?? defaults.passwordHash }
}

function refuse(path: string, message: string): void {
  refuseSettings('capillary', [{ path, message }])
}
