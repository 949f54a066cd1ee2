import { expect } from 'vitest'
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/index.js'

export interface TierBody {
  id: string
  tierDefinition: { name: string; description: string; icon?: object }
  requiredPoints: number
  revision: string
  createdDate: string
  updatedDate: string
}

interface AccountBody {
  id: string
  contactId: string
  memberId: string
  points: { balance: number; earned: number; adjusted: number; redeemed: number; expired: number }
  revision: string
  tier: { id?: string; points: number; updatedDate: string }
  createdDate: string
  updatedDate: string
  lastActivityDate: string
  contact: { id: string; name: string }
}

interface ItemResult {
  itemMetadata: { id: string; originalIndex: number; success: boolean; error: { code: string } | null }
  item?: TierBody
}

/** Every field that any body of these tests has; an answer has some of them. */
interface Body {
  tier: TierBody
  tiers: TierBody[]
  programSettings: {
    status: string
    revision: string
    rollingWindow: { durationInMonths: number }
    baseTierDefinition: { name: string; description: string }
  }
  loyaltyProgram: { premiumFeatures: { tiers: boolean } }
  results: ItemResult[]
  bulkActionMetadata: object
  account: AccountBody
  accounts: AccountBody[]
  loyaltyAccounts: AccountBody[]
  pagingMetadata: { count: number; cursors: { next: string; prev: string }; hasNext: boolean }
  tierTotals: { id?: string; numberOfAccounts: number }[]
  points: object
  count: number
  transactionId: string
  access_token: string
  message: string
  details: {
    applicationError: { code: string; description: string; data: object }
    validationError: { fieldViolations: { field: string; violatedRule: string }[] }
  }
  error: { message: string; issues: { path: string }[] }
  id: string
}

interface Answer {
  status: number
  headers: Headers
  text: string
  body: Body
}

const parsed = (text: string): Body => {
  try {
    return JSON.parse(text)
  } catch {
    return JSON.parse('{}')
  }
}

export const SITE = '11111111-1111-4111-8111-111111111111'
const KEY = { authorization: 'IST.test', 'wix-site-id': SITE }
export const NOWHERE = '99999999-9999-4999-8999-999999999999'
export const GUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/

const clientOf = (emulator: Emulator) => {
  const request = async (method: string, path: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = { ...KEY, ...init.headers }
    const response = await emulator.fetch(emulator.url + path, { method, ...init, headers })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: parsed(text) }
  }
  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    request(method, path, {
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
  return {
    request,
    send,
    get: (path: string) => request('GET', path),
    post: (path: string, body: unknown) => send('POST', path, body),
    patch: (path: string, body: unknown) => send('PATCH', path, body),
    delete: (path: string) => request('DELETE', path),
    control: (method: string, path: string, body?: unknown) => send(method, `/__rungs/${path}`, body),
  }
}

export const NOW = '2026-03-01T00:00:00.000Z'
export const TIERS = '/loyalty-tiers/v1/tiers'
export const SETTINGS = `${TIERS}/program-settings`
export const ACCOUNTS = '/loyalty-accounts/v1/accounts'

/** An emulator whose clock stands at NOW, and a client of it. */
export const start = (options: EmulatorOptions = {}) => {
  const emulator = createEmulator('wix', { clock: NOW, ...options })
  return { emulator, ...clientOf(emulator) }
}

export type Started = ReturnType<typeof start>

export const tier = (name: string, requiredPoints: number, more: object = {}) => ({
  tier: { tierDefinition: { name, ...more }, requiredPoints },
})

/** A tier that was made; its shape on the wire. */
export const made = async ({ post }: Started, name: string, requiredPoints: number): Promise<TierBody> => {
  const { status, body } = await post(TIERS, tier(name, requiredPoints))
  expect(status).toBe(200)
  return body.tier
}

export const settings = (status: string, months = 12, more: object = {}) => ({
  programSettings: { status, rollingWindow: { durationInMonths: months }, ...more },
})

/** Program settings of this status; those that there are get it by an update. */
export const program = async (started: Started, status: string, months = 12): Promise<void> => {
  const { status: found, body } = await started.get(SETTINGS)
  const answer =
    found === 404
      ? await started.post(SETTINGS, settings(status, months))
      : await started.patch(SETTINGS, settings(status, months, { revision: body.programSettings.revision }))
  expect(answer.status).toBe(200)
}

/** A program that is active, with Silver from 100 and Gold from 200 points. */
export const running = async (options: EmulatorOptions = {}) => {
  const started = start(options)
  await program(started, 'ACTIVE')
  const silver = await made(started, 'Silver', 100)
  const gold = await made(started, 'Gold', 200)
  const { id: account } = started.emulator.addMember({ id: 'ann' })
  return { ...started, silver: silver.id, gold: gold.id, account }
}

export const accountOf = async ({ get }: Pick<Started, 'get'>, id: string): Promise<AccountBody> =>
  (await get(`${ACCOUNTS}/${id}`)).body.account

/** The id of the tier that an account is on; undefined is the base tier. */
export const tierIdOf = async (started: Pick<Started, 'get'>, id: string): Promise<string | undefined> =>
  (await accountOf(started, id)).tier.id

export const quarter = ({ emulator }: Pick<Started, 'emulator'>): void => emulator.advanceClock('PT15M')
