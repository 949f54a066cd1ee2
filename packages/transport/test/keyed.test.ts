import { type ProviderCall, RungsError, type Tier } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { createKeyed, failuresOf, type KeyedCreation, markOf, type Ranked, swapRanks } from '../src/index.js'

type Ladder = readonly Ranked[]
const failure = failuresOf('acme')
const common = (ladder: Ladder): Tier[] =>
  ladder.map(({ key, rank }) => ({ id: key, key, name: key, rank, benefits: [], status: 'active' }))
const lost = (): RungsError => new RungsError({ code: 'outcome_unknown', provider: 'acme', message: 'Lost.' })

/** A ladder at a vendor, and the creation of a tier in it; each write is answered in turn, `lost` after it was made. */
function creating(
  start: Ladder | undefined,
  more: Partial<KeyedCreation<Ladder>> = {},
  answers: ('lost' | 'refused' | RungsError)[] = [],
) {
  let ladder = start
  const sent: (Ranked & { fresh: boolean })[] = []
  const creation: KeyedCreation<Ladder> = {
    ...{ fields: { key: 'gold' }, draft: {}, repeated: false, refuse: () => {} },
    read: async () => ladder,
    tiersIn: (read) => ({ own: read ?? [], common: common(read ?? []) }),
    write: async (read, fields) => {
      const answer = answers[sent.length]
      sent.push({ ...fields, fresh: read === undefined })
      if (answer instanceof RungsError) throw answer
      if (answer === 'refused')
        ladder = [...(ladder ?? []), { key: `other${sent.length}`, rank: fields.rank }]
      if (answer === 'refused') throw failure('conflict', 'Taken.')
      ladder = [...(ladder ?? []), fields]
      if (answer === 'lost') throw lost()
      return ladder
    },
    takenRank: ({ key }) => failure('conflict', [{ path: 'rank', message: `${key} has it` }]),
    ...more,
  }
  const call = { idempotencyKey: 'k', retries: 2, signal: new AbortController().signal }
  const run = (over: Partial<ProviderCall> = {}) => createKeyed(creation, { ...call, ...over }, failure)
  return { run, sent }
}

describe('a tier by its key', () => {
  it('is made in the ladder, or with it, at a free rank', async () => {
    const first = creating(undefined)
    expect(await first.run()).toEqual([{ key: 'gold', rank: 1000 }])
    expect(first.sent).toEqual([{ key: 'gold', rank: 1000, fresh: true }])
    const second = creating([{ key: 'silver', rank: 3 }], { draft: { rank: 7 } })
    expect(await second.run()).toContainEqual({ key: 'gold', rank: 7 })
  })

  it('is refused where its key or its rank is taken, or the ladder takes none', async () => {
    const held = [{ key: 'gold', rank: 3 }]
    await expect(creating(held).run()).rejects.toMatchObject({ code: 'conflict', issues: [{ path: 'key' }] })
    const draft = { rank: 3 }
    const ranked = creating([{ key: 'silver', rank: 3 }], { draft })
    await expect(ranked.run()).rejects.toThrow('silver has it')
    const refuse = (): never => {
      throw failure('conflict', 'Closed.')
    }
    await expect(creating([], { refuse }).run()).rejects.toThrow('Closed.')
  })

  it('that a repeated call has made is found, and another under its mark is not it', async () => {
    const held = [{ key: 'gold', rank: 3 }]
    const again = creating(held, { repeated: true })
    expect(await again.run()).toBe(held)
    expect(again.sent).toEqual([])
    const marked = creating([{ key: `old${markOf('k')}`, rank: 3 }], { repeated: true })
    await expect(marked.run()).rejects.toThrow('has made another tier')
  })

  it('whose reply was lost is looked up, but for calls without retries', async () => {
    expect(await creating([], {}, ['lost']).run()).toHaveLength(1)
    await expect(creating([], {}, ['lost']).run({ retries: 0 })).rejects.toThrow('Lost.')
    await expect(creating([], {}, [lost()]).run()).rejects.toThrow('Lost.')
  })

  it('gives way to who took the rank of our choosing, five times at most', async () => {
    const { run, sent } = creating([], {}, ['refused', 'refused'])
    expect(await run()).toHaveLength(3)
    expect(sent.map(({ rank }) => rank)).toEqual([1000, 2000, 3000])
    const never = creating([], {}, Array(9).fill('refused'))
    await expect(never.run()).rejects.toThrow('Taken.')
    expect(never.sent).toHaveLength(5)
    const own = creating([], { draft: { rank: 7 } }, ['refused'])
    await expect(own.run()).rejects.toThrow('Taken.')
  })
})

describe('two ranks', () => {
  const swapping = async (all: Ladder, failAt = 0) => {
    const put: string[] = []
    const [tier, other] = all
    if (tier === undefined || other === undefined) throw new Error('expected two tiers')
    const work = swapRanks(all, tier, other, async (key, rank) => {
      if (put.push(`${key} ${rank}`) === failAt) throw lost()
      return put.length
    })
    return {
      put,
      error: await work.then(
        () => undefined,
        (error: unknown) => error,
      ),
    }
  }

  it('are swapped by way of a free one, below both where there is one', async () => {
    const apart = await swapping([
      { key: 'a', rank: 2 },
      { key: 'b', rank: 5 },
    ])
    expect(apart.put).toEqual(['b 1', 'a 5', 'b 2'])
    const close = await swapping([
      { key: 'a', rank: 2 },
      { key: 'b', rank: 1 },
      { key: 'c', rank: 4 },
    ])
    expect(close.put).toEqual(['b 3', 'a 1', 'b 2'])
    const full = await swapping([
      { key: 'a', rank: 2 },
      { key: 'b', rank: 1 },
    ])
    expect(full.put).toEqual(['b 3', 'a 1', 'b 2'])
  })

  it('stay as they are where the first request fails, and say how to go on where a later one does', async () => {
    const all = [
      { key: 'a', rank: 2 },
      { key: 'b', rank: 5 },
    ]
    expect((await swapping(all, 1)).error).toMatchObject({ message: 'Lost.' })
    for (const failAt of [2, 3]) {
      const { error } = await swapping(all, failAt)
      expect(error).toMatchObject({ code: 'outcome_unknown', retryable: false })
      expect(String(error)).toContain('Give the tier b the rank 2 once a has 5.')
    }
  })
})
