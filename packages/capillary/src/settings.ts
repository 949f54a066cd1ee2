import {
  baseUrlOr,
  type Checks,
  type CommonSettings,
  completeSettings,
  environment,
  oneOf,
  refuseSettings,
  text,
} from '@rungs/transport/provider'
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

/** {@link CapillarySettings} with every default filled in, and either kind of credentials. */
export type CheckedSettings = CapillarySettings &
  Required<Pick<CapillarySettings, 'programId' | 'baseUrl' | 'customerBaseUrl' | keyof typeof defaults>>

/** The hosts of the clusters (API overview); the tiers pages show the first. */
const clusters = {
  eu: 'https://eu.intouch.capillarytech.com',
  apac: 'https://apac.api.intouch.capillarytech.com',
  us: 'https://ushc.api.capillarytech.com',
  sea: 'https://sea.api.capillarytech.com',
}
/** What belongs to the paths, and not to a base URL. */
const versions = 'v[123](?:\\.1)?'

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isTracker = (value: object): boolean =>
  ['trackerId', 'trackerCondition'].every((id) => Number.isInteger(Reflect.get(value, id)))
const visible = text(/^[!-~][ -~]{0,254}$/, 'text of 1 to 255 visible characters')
const word = text(/^\w{1,100}$/, 'a name of letters and digits')

const checks: Checks<CapillarySettings> = {
  programId: ['the whole number of a program', (value) => Number.isSafeInteger(value) && Number(value) >= 0],
  cluster: oneOf('eu', 'apac', 'us', 'sea'),
  customerBaseUrl: text(/./, 'a URL'),
  username: text(/^[!-9;-~][ -9;-~]{0,254}$/, 'a till id of 1 to 255 visible characters without a colon'),
  password: visible,
  passwordHash: oneOf('md5', 'none'),
  clientId: visible,
  clientSecret: visible,
  kpiType: oneOf('CURRENT_POINTS', 'CUMULATIVE_POINTS', 'CUMULATIVE_PURCHASES', 'TRACKER_VALUE_BASED'),
  kpiTracker: text(/^.{1,100}$/, 'a name of 1 to 100 characters'),
  trackers: [
    'an object of { trackerId, trackerCondition }, both whole numbers',
    (value) => isObject(value) && Object.values(value).every((one) => isObject(one) && isTracker(one)),
  ],
  newTiers: oneOf('active', 'pending', 'draft'),
  identifierName: word,
  source: word,
  tierHistory: oneOf('v1.1', 'none'),
  utcOffset: text(/^[+-]([01]\d|2[0-3]):[0-5]\d$/, 'an offset such as +05:30'),
}

const programId = ['CAPILLARY_PROGRAM_ID', 'the number of a loyalty program'] as const
const till = {
  programId,
  username: ['CAPILLARY_USERNAME', 'a till id (or clientId, by OAuth)'],
  password: ['CAPILLARY_PASSWORD', "the till's password"],
} as const
const client = {
  programId,
  clientId: ['CAPILLARY_CLIENT_ID', 'the key of an OAuth client'],
  clientSecret: ['CAPILLARY_CLIENT_SECRET', 'its secret'],
} as const

/**
 * Checks the settings, reads the environment for what is absent, and fills in the defaults.
 * @throws RungsError `configuration` naming every wrong or missing setting; never a value.
 */
export function checkSettings(given: CapillarySettings): CheckedSettings {
  const { username, password, clientId, clientSecret, cluster = 'eu' } = given
  const [byTill, byClient] = [username ?? password, clientId ?? clientSecret]
  if (byTill !== undefined && byClient !== undefined) {
    const message = 'give a till (username, password) or a client (clientId, clientSecret)'
    refuseSettings('capillary', [{ path: 'clientId', message }])
  }
  const known = byClient ?? environment(client.clientId[0]) ?? environment(client.clientSecret[0])
  const checked = completeSettings<CapillarySettings, keyof typeof defaults, 'programId'>(given, {
    provider: 'capillary',
    checks,
    defaults,
    variables: byTill === undefined && known !== undefined ? client : till,
    home: ['CAPILLARY_BASE_URL', clusters[cluster], versions],
  })
  const { baseUrl, customerBaseUrl } = checked
  return { ...checked, customerBaseUrl: baseUrlOr({ baseUrl: customerBaseUrl ?? baseUrl }, '', '', versions) }
}
