import { createEmulator, type EmulatorOptions } from '../../src/index.js'

export const NOW = '2026-03-01T00:00:00.000Z'

export interface Tier {
  tierUniqueId: string
  objectId: string
  slabId: number
  programId: number
  parentId: string | null
  version: number
  name: string
  description: string
  color: string
  serialNumber: number
  eligibility: Record<string, unknown> & { threshold?: number }
  validity: Record<string, unknown>
  renewal: Record<string, unknown>
  meta: { createdBy: string; createdAt: string; updatedBy: string; updatedAt: string }
  status: string
  origin: string
  comments: string | null
  customerCount: number
}

interface ErrorItem {
  code: number
  message: string
  status?: boolean
}

interface ProgramTier {
  programId: number
  currentTierName: string
  currentTierSerialNumber: number
  tierExpiryDate: string
  tierExpiryDateISO: string
  nextTierName: string
  nextTierSerialNumber: number
}

/** Every field that any body of these tests has; an answer has some of them. */
export interface Body {
  data: Tier & Tier[] & { tiers: Tier[]; accessToken: string; ttlSeconds: number; [name: string]: unknown }
  errors: ErrorItem[] | null
  warnings: unknown[] | null
  programTiers: ProgramTier[]
  entityId: number
  now: string
  id: string
  error: { message: string; issues: { path: string; message: string }[] }
  response: Record<string, never>
  [name: string]: unknown
}

export interface Answer {
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

const JSON_TYPE = { 'content-type': 'application/json' }

/** An emulator whose clock stands at NOW, and a client of it that authenticates as the vendor's pages do. */
export const start = (options: EmulatorOptions = {}) => {
  const emulator = createEmulator('capillary', { clock: NOW, ...options })
  const request = async (method: string, path: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = { ...emulator.headers, ...init.headers }
    const response = await emulator.fetch(emulator.url + path, { method, ...init, headers })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: parsed(text) }
  }
  const json = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    request(method, path, {
      headers: { ...JSON_TYPE, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
  return {
    emulator,
    request,
    get: (path: string) => request('GET', path),
    post: (path: string, body?: unknown, headers?: Record<string, string>) =>
      json('POST', path, body, headers),
    put: (path: string, body?: unknown, headers?: Record<string, string>) => json('PUT', path, body, headers),
    delete: (path: string) => request('DELETE', path),
    control: (method: string, path: string, body?: unknown) =>
      request(method, `/__rungs/${path}`, body === undefined ? {} : { body: JSON.stringify(body) }),
  }
}

export type Started = ReturnType<typeof start>

/** A tier that program 973 takes as it stands at the start. */
export const GOLD = {
  programId: 973,
  name: 'Gold',
  eligibility: { kpiType: 'CURRENT_POINTS', threshold: 20_000, upgradeType: 'LAZY' },
}

export const create = async ({ post }: Pick<Started, 'post'>, body: object = GOLD): Promise<Tier> =>
  (await post('/v3/tiers', body)).body.data

export const submit = ({ post }: Pick<Started, 'post'>, objectId: string) =>
  post(`/v3/tiers/${objectId}/submit`)

export const approve = ({ post }: Pick<Started, 'post'>, objectId: string) =>
  post(`/v3/tiers/${objectId}/approve`, { approvalStatus: 'APPROVE' })

export const reject = ({ post }: Pick<Started, 'post'>, objectId: string, comment = 'no') =>
  post(`/v3/tiers/${objectId}/approve`, { approvalStatus: 'REJECT', comment })

/** A tier that goes all the way to be published. */
export const publish = async (started: Pick<Started, 'post'>, body: object = GOLD): Promise<Tier> => {
  const { objectId } = await create(started, body)
  await submit(started, objectId)
  return (await approve(started, objectId)).body.data
}

export const tiers = async ({ get }: Pick<Started, 'get'>, program = 973): Promise<Tier[]> =>
  (await get(`/v3/tiers?programId=${program}`)).body.data.tiers

export const firstError = ({ body }: Answer): ErrorItem => body.errors?.[0] ?? { code: 0, message: '' }

/** Everything but what a request that is refused may change: nothing. */
export const stateOf = ({ emulator }: Pick<Started, 'emulator'>): string =>
  JSON.stringify(emulator.snapshot())
