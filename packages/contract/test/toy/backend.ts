import type { Flaws } from './flaws.js'

export interface StoredTier {
  id: string
  name: string
  min: string
  description?: string
  benefits: string[]
  revision: number
}

export interface StoredMember {
  id: string
  balance: bigint
  tier?: string
  moves: StoredMove[]
}

/** A move between tiers; `at` counts seconds. */
interface StoredMove {
  at: number
  from: StoredTier | null
  to: StoredTier | null
}

export interface ToyRequest {
  method: string
  path: string
  headers: Record<string, string>
  body?: Record<string, unknown>
}

export interface ToyReply {
  status: number
  headers?: Record<string, string>
  body: unknown
}

/** A loyalty backend of a hundred lines: what a vendor's server would be. */
export class ToyBackend {
  private tiers = new Map<string, StoredTier>()
  private members = new Map<string, StoredMember>()
  private replays = new Map<string, { asked: string; reply: ToyReply }>()
  private lastId = 0
  private seconds = 0

  constructor(private readonly flaws: Flaws) {}

  reset(): void {
    this.tiers.clear()
    this.members.clear()
    this.replays.clear()
  }

  /** Answers at once. */
  answer(request: ToyRequest): ToyReply {
    if (request.headers.authorization?.includes('wrong')) return failure(401, 'the key is wrong')
    const key = request.method === 'POST' ? request.headers['x-key'] : undefined
    const asked = JSON.stringify([request.method, request.path, request.body])
    const before = key === undefined ? undefined : this.replays.get(key)
    if (before !== undefined) return before.asked === asked ? before.reply : failure(409, 'the key was used')
    const reply = this.route(request)
    if (key !== undefined && reply.status < 300) this.replays.set(key, { asked, reply })
    return reply
  }

  private route({ method, path, body = {} }: ToyRequest): ToyReply {
    const [area, id = '', part] = path.slice(1).split('/').map(decodeURIComponent)
    if (area === 'members') return this.member(method, id, part, body)
    if (id === '') return method === 'GET' ? this.list(body) : this.create(body)
    const tier = this.tiers.get(id)
    if (tier === undefined) return failure(404, 'there is no such tier')
    if (method === 'GET') return { status: 200, body: tier }
    if (
      body.revision !== undefined &&
      !this.flaws.ignoresRevisions &&
      body.revision !== String(tier.revision)
    )
      return failure(409, 'the revision is stale')
    if (method === 'PATCH') return this.update(tier, body)
    this.tiers.delete(id)
    for (const member of this.members.values()) if (member.tier === id) delete member.tier
    return { status: 200, body: { id } }
  }

  private list({ after, limit }: Record<string, unknown>): ToyReply {
    const all = [...this.tiers.values()].sort((a, b) =>
      this.flaws.listsByName ? a.name.localeCompare(b.name) : BigInt(a.min) < BigInt(b.min) ? -1 : 1,
    )
    const rest =
      after === undefined ? all : all.slice(this.flaws.pagesByPosition ? Number(after) : behind(all, after))
    const items = rest.slice(0, Number(limit))
    const reached = this.flaws.pagesByPosition ? Number(after ?? 0) + items.length : items.at(-1)?.min
    return { status: 200, body: { items, ...(rest.length > items.length ? { next: String(reached) } : {}) } }
  }

  private create(body: Record<string, unknown>): ToyReply {
    this.lastId += 1
    const tier: StoredTier = { id: `t-${this.lastId}`, name: '', min: '0', benefits: [], revision: 1 }
    return this.put(tier, body)
  }

  private update(tier: StoredTier, body: Record<string, unknown>): ToyReply {
    const next = { ...tier, revision: tier.revision + (this.flaws.keepsRevisions ? 0 : 1) }
    if (this.flaws.updatesReplaceEverything) Object.assign(next, { benefits: [], description: undefined })
    return this.put(next, body)
  }

  private put(tier: StoredTier, { revision: _, description, ...rest }: Record<string, unknown>): ToyReply {
    const next = { ...tier, ...rest }
    if (typeof description === 'string') next.description = description
    if (description === null && !this.flaws.ignoresNull) delete next.description
    const others = this.flaws.doublesCreates
      ? []
      : [...this.tiers.values()].filter(({ id }) => id !== next.id)
    if (others.some(({ name }) => name === next.name)) return failure(409, 'the name is taken')
    if (others.some(({ min }) => min === next.min)) return failure(409, 'the threshold is taken')
    this.tiers.set(next.id, next)
    return { status: 200, body: next }
  }

  private member(
    method: string,
    id: string,
    part: string | undefined,
    body: Record<string, unknown>,
  ): ToyReply {
    const member = this.members.get(id)
    if (part === undefined && method === 'PUT') {
      if (member === undefined || this.flaws.enrollStartsOver) this.join(id)
      return this.show(id)
    }
    if (member === undefined) return failure(404, 'there is no such member')
    if (part === 'moves') return this.listMoves(member, body)
    if (part === 'points') {
      const balance = member.balance + BigInt(String(body.delta))
      if (balance < 0n && !this.flaws.overdraws) return failure(422, 'the balance is too low')
      this.moved(member, () => Object.assign(member, { balance, tier: undefined }))
    }
    if (part === 'tier') {
      if (!this.tiers.has(String(body.tier))) return failure(404, 'there is no such tier')
      this.moved(member, () => Object.assign(member, { tier: String(body.tier) }))
    }
    return this.show(id)
  }

  private join(id: string): void {
    const member: StoredMember = { id, balance: 0n, moves: [] }
    this.members.set(id, member)
    const to = this.heldBy(member)
    this.seconds += 1
    if (to !== null && !this.flaws.beginsWithATier) member.moves.push({ at: this.seconds, from: null, to })
  }

  private moved(member: StoredMember, change: () => void): void {
    const from = this.heldBy(member)
    change()
    const to = this.heldBy(member)
    this.seconds += 1
    if (from?.id !== to?.id && !this.flaws.forgetsMoves) member.moves.push({ at: this.seconds, from, to })
  }

  private listMoves({ moves }: StoredMember, { after, limit, from, to }: Record<string, unknown>): ToyReply {
    const within = moves.filter(({ at }) => at > Number(after) && at >= Number(from) && at <= Number(to))
    if (this.flaws.tellsHistoryBackwards) within.reverse()
    const items = within.slice(0, Number(limit))
    const last = items.at(-1)
    const more = last !== undefined && within.length > items.length
    return { status: 200, body: { items, ...(more ? { next: String(last.at) } : {}) } }
  }

  private ladder(): StoredTier[] {
    return [...this.tiers.values()].sort((a, b) => (BigInt(a.min) < BigInt(b.min) ? -1 : 1))
  }

  private heldBy(member: StoredMember | undefined): StoredTier | null {
    const balance = member?.balance ?? 0n
    const meets = ({ min }: StoredTier): boolean =>
      this.flaws.comparesStrictly ? balance > BigInt(min) : balance >= BigInt(min)
    return this.tiers.get(member?.tier ?? '') ?? this.ladder().filter(meets).at(-1) ?? null
  }

  private show(id: string): ToyReply {
    const member = this.members.get(id)
    const ladder = this.ladder()
    const balance = member?.balance ?? 0n
    const held = this.heldBy(member)
    const next = ladder.find(({ min }) => BigInt(min) > (held === null ? -1n : BigInt(held.min))) ?? null
    return { status: 200, body: { id, balance: String(balance), held, next } }
  }
}

function behind(all: readonly StoredTier[], after: unknown): number {
  if (!/^\d+$/.test(String(after))) return all.length
  const index = all.findIndex(({ min }) => BigInt(min) > BigInt(String(after)))
  return index < 0 ? all.length : index
}

function failure(status: number, message: string): ToyReply {
  return { status, headers: { 'request-id': 'toy-1' }, body: { error: message } }
}
