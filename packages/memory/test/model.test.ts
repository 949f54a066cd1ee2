import type { Tier } from '@rungs/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backend, codeAndPaths } from './support.js'

/** What a list of tiers should do, done in the plainest way: an array that is sorted when it is read. */
class Plain {
  tiers: Tier[] = []

  taken(rank: number, value: string | undefined, self?: string): boolean {
    return this.tiers.some(
      (tier) => tier.id !== self && (tier.rank === rank || (value !== undefined && valueIn(tier) === value)),
    )
  }

  page(limit: number, after = 0): Tier[] {
    return this.tiers
      .filter(({ rank }) => rank > after)
      .sort((a, b) => a.rank - b.rank)
      .slice(0, limit)
  }
}

const valueIn = (tier: Tier) =>
  tier.rule !== undefined && 'metric' in tier.rule ? tier.rule.value : undefined
type Subject = ReturnType<typeof backend>

let created = 0

class Create implements fc.AsyncCommand<Plain, Subject> {
  constructor(
    readonly rank: number,
    readonly value: string | undefined,
  ) {}
  check = () => true
  async run(plain: Plain, { run }: Subject) {
    const rule =
      this.value === undefined ? {} : { rule: { metric: 'spend', op: '>=', value: this.value } as const }
    created += 1
    const creating = run('tiers.create', { tier: { name: `Tier ${created}`, rank: this.rank, ...rule } })
    if (plain.taken(this.rank, this.value)) expect((await codeAndPaths(creating))[0]).toBe('conflict')
    else plain.tiers.push(await creating)
  }
  toString = () => `create(${this.rank}, ${this.value})`
}

class Update implements fc.AsyncCommand<Plain, Subject> {
  constructor(
    readonly at: number,
    readonly rank: number,
    readonly stale: boolean,
  ) {}
  check = (plain: Readonly<Plain>) => plain.tiers.length > 0
  async run(plain: Plain, { run }: Subject) {
    const index = this.at % plain.tiers.length
    const tier = plain.tiers[index]
    if (tier === undefined) return
    const ifRevision = this.stale ? 'stale' : (tier.revision ?? '')
    const updating = run('tiers.update', { id: tier.id, patch: { rank: this.rank }, ifRevision })
    if (this.stale || plain.taken(this.rank, undefined, tier.id)) {
      expect((await codeAndPaths(updating))[0]).toBe('conflict')
      expect(await run('tiers.get', { id: tier.id })).toEqual(tier)
      return
    }
    const updated = await updating
    expect(updated).toEqual({ ...tier, rank: this.rank, revision: updated.revision })
    expect(updated.revision).not.toBe(tier.revision)
    plain.tiers[index] = updated
  }
  toString = () => `update(${this.at}, ${this.rank}, ${this.stale})`
}

class Delete implements fc.AsyncCommand<Plain, Subject> {
  constructor(readonly at: number) {}
  check = (plain: Readonly<Plain>) => plain.tiers.length > 0
  async run(plain: Plain, { run }: Subject) {
    const [gone] = plain.tiers.splice(this.at % plain.tiers.length, 1)
    if (gone === undefined) return
    await run('tiers.delete', { id: gone.id, ifRevision: gone.revision ?? '' })
    expect((await codeAndPaths(run('tiers.get', { id: gone.id })))[0]).toBe('not_found')
  }
  toString = () => `delete(${this.at})`
}

class List implements fc.AsyncCommand<Plain, Subject> {
  constructor(readonly limit: number) {}
  check = () => true
  async run(plain: Plain, { run }: Subject) {
    let after = 0
    let cursor: string | undefined
    do {
      const page = await run('tiers.list', { limit: this.limit, ...(cursor === undefined ? {} : { cursor }) })
      expect(page.items).toEqual(plain.page(this.limit, after))
      after = page.items.at(-1)?.rank ?? after
      expect(page.nextCursor !== undefined).toBe(plain.page(1, after).length > 0)
      cursor = page.nextCursor
    } while (cursor !== undefined)
  }
  toString = () => `list(${this.limit})`
}

class Restart implements fc.AsyncCommand<Plain, Subject> {
  check = () => true
  async run(_plain: Plain, { control }: Subject) {
    control.restore(control.snapshot())
  }
  toString = () => 'restart'
}

const rank = fc.integer({ min: 1, max: 12 })
const commands = fc.commands(
  [
    fc
      .tuple(rank, fc.option(fc.constantFrom('1', '2.5', '3'), { nil: undefined }))
      .map(([at, value]) => new Create(at, value)),
    fc.tuple(fc.nat(20), rank, fc.boolean()).map(([at, to, stale]) => new Update(at, to, stale)),
    fc.nat(20).map((at) => new Delete(at)),
    fc.integer({ min: 1, max: 5 }).map((limit) => new List(limit)),
    fc.constant(new Restart()),
  ],
  { maxCommands: 40, size: 'max' },
)

describe('against a plain list', () => {
  it('create, update, delete, list and pages are the same', async () => {
    await fc.assert(
      fc.asyncProperty(commands, (list) =>
        fc.asyncModelRun(() => ({ model: new Plain(), real: backend() }), list),
      ),
      { numRuns: 300 },
    )
  })
})

describe('pages while others write', () => {
  const write = fc.oneof(
    fc.record({ kind: fc.constant('create' as const), value: fc.integer({ min: 0, max: 400 }) }),
    fc.record({ kind: fc.constant('delete' as const), value: fc.nat(20) }),
  )

  it('never repeat a tier, and never miss one that was there from first to last', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.array(write, { maxLength: 3 }), { maxLength: 12 }),
        async (limit, rounds) => {
          const { run } = backend()
          const make = (value: number) =>
            run('tiers.create', {
              tier: {
                name: `${value}`,
                rule: { metric: 'spend', op: '>=', value: `0.${String(value).padStart(3, '0')}1` },
              },
            })
          const made: string[] = []
          for (const value of [40, 80, 120, 160, 200, 240, 280]) made.push((await make(value)).id)
          const gone = new Set<string>()
          const seen: string[] = []
          let round = 0
          let cursor: string | undefined
          do {
            const page = await run('tiers.list', { limit, ...(cursor === undefined ? {} : { cursor }) })
            seen.push(...page.items.map(({ id }) => id))
            cursor = page.nextCursor
            round += 1
            for (const { kind, value } of rounds[round - 1] ?? []) {
              if (kind === 'create') await make(value).catch(() => undefined)
              const id = made[value % made.length]
              if (kind === 'delete' && id !== undefined) {
                gone.add(id)
                await run('tiers.delete', { id }).catch(() => undefined)
              }
            }
          } while (cursor !== undefined)
          expect(new Set(seen).size).toBe(seen.length)
          for (const id of made) if (!gone.has(id)) expect(seen).toContain(id)
        },
      ),
      { numRuns: 300 },
    )
  })
})
