import { describe, expect, it } from 'vitest'
import { at, errorOf, keeping, refusal, type Seen, stub } from './support.js'

const level = (key: string, rank: number, threshold = rank * 100) => ({
  key,
  rank,
  display_name: key,
  qualification: { mode: 'ALL', criteria: [{ counter: 'points_earned', operator: '>=', threshold }] },
})
const ladder = () => keeping([level('silver', 10), level('gold', 20)])
const levelsOf = ({ body }: Seen) => body?.levels

describe('creating a tier', () => {
  it('makes the Scrip tier with it where the program has none', async () => {
    const { answer } = keeping()
    const { client, writes } = stub(answer)
    const gold = await client.tiers.create({ key: 'gold', name: 'Gold', rank: 2, threshold: 5000 })
    expect(gold).toMatchObject({ id: 'gold', key: 'gold', name: 'Gold', rank: 2 })
    expect(writes()).toMatchObject([{ method: 'POST', path: at.replace('/loyalty', '') }])
    expect(writes()[0]?.body).toEqual({
      key: 'loyalty',
      levels: [
        {
          key: 'gold',
          display_name: 'Gold',
          rank: 2,
          qualification: {
            mode: 'ALL',
            criteria: [{ counter: 'points_earned', operator: '>=', threshold: 5000 }],
          },
        },
      ],
    })
  })

  it('adds a level by PATCH where there is one, and sends no other', async () => {
    const { answer, levels } = ladder()
    const { client, writes } = stub(answer)
    await client.tiers.create({ key: 'platinum', name: 'Platinum', rank: 30 })
    expect(writes()).toMatchObject([{ method: 'PATCH', path: at }])
    expect(writes()[0]?.body).toEqual({ levels: [{ key: 'platinum', display_name: 'Platinum', rank: 30 }] })
    expect(levels()).toHaveLength(3)
  })

  it('makes a key of the name and the call where none is given', async () => {
    const { answer } = ladder()
    const { client } = stub(answer)
    const one = await client.tiers.create({ name: 'Très Or', threshold: 900 })
    const other = await client.tiers.create({ name: 'Très Or', threshold: 901 })
    for (const { id } of [one, other]) expect(id).toMatch(/^tres_or_[a-z0-9]+$/)
    expect(one.id).not.toBe(other.id)
  })

  it('ranks a tier by its threshold where no rank is given', async () => {
    const { answer } = ladder()
    const { client } = stub(answer)
    expect((await client.tiers.create({ name: 'Between', threshold: 1500 })).rank).toBe(15)
    expect((await client.tiers.create({ name: 'By hand' })).rank).toBeGreaterThan(20)
  })

  it.each([
    [{ key: 'gold', name: 'Other', rank: 5 }, 'key'],
    [{ key: 'other', name: 'Other', rank: 20 }, 'rank'],
  ])(
    '%j, which is taken, is a conflict at %s with nothing sent: a PATCH would change the other',
    async (draft, path) => {
      const { answer } = ladder()
      const { client, writes } = stub(answer)
      expect(await errorOf(client.tiers.create(draft))).toMatchObject({
        code: 'conflict',
        issues: [{ path }],
      })
      expect(writes()).toEqual([])
    },
  )

  it('says where there is no room between two ranks', async () => {
    const { answer } = keeping([level('a', 1, 100), level('b', 2, 300)])
    const { client, writes } = stub(answer)
    expect(await errorOf(client.tiers.create({ name: 'n', threshold: 200 }))).toMatchObject({
      code: 'conflict',
      issues: [{ path: 'rank' }],
    })
    expect(writes()).toEqual([])
  })

  it('in an archived ladder is a conflict', async () => {
    const { answer, state } = ladder()
    if (state.tier !== undefined) state.tier.status = 'ARCHIVED'
    const { client, writes } = stub(answer)
    expect(await errorOf(client.tiers.create({ name: 'n', threshold: 1 }))).toMatchObject({
      code: 'conflict',
    })
    expect(writes()).toEqual([])
  })

  it('goes on where somebody else was faster to make the Scrip tier', async () => {
    const { answer, state } = keeping()
    const { client, writes } = stub((seen) => {
      if (seen.method !== 'POST') return answer(seen)
      state.tier = { key: 'loyalty', levels: [level('silver', 10)] }
      return refusal(409, 'conflict')
    })
    expect(await client.tiers.create({ name: 'Gold', threshold: 5000 })).toMatchObject({ name: 'Gold' })
    expect(writes().map(({ method }) => method)).toEqual(['POST', 'PATCH'])
  })

  it('takes another rank where somebody else took the one that was chosen; a given one is a conflict', async () => {
    for (const [rank, written] of [
      [undefined, 2],
      [201, 1],
    ] as const) {
      const { answer, state } = ladder()
      let races = 1
      const { client, writes } = stub((seen) => {
        if (seen.method !== 'PATCH' || races-- === 0) return answer(seen)
        state.tier = { ...state.tier, levels: [...((state.tier?.levels ?? []) as []), level('mine', 201)] }
        return refusal(409, 'conflict', { field: 'levels[0].rank' })
      })
      const call = client.tiers.create({
        name: 'Top',
        threshold: 99_999,
        ...(rank && { rank, threshold: 200 }),
      })
      if (rank === undefined) expect((await call).rank).not.toBe(201)
      else expect(await errorOf(call)).toMatchObject({ code: 'conflict', issues: [{ path: 'rank' }] })
      expect(writes()).toHaveLength(written)
    }
  })
})

describe('exactly once', () => {
  const draft = { name: 'Gold', threshold: 5000 }

  it.each([
    ['the Scrip tier', () => keeping()],
    ['a level', ladder],
  ])('a create of %s whose replies are lost ends with one tier', async (_what, make) => {
    for (const losses of [1, 2, 3, 4]) {
      const { answer, levels } = make()
      const before = levels().length
      let left = losses
      const { client } = stub((seen) => {
        const given = answer(seen)
        return seen.method !== 'GET' && left-- > 0 ? 'lost' : given
      })
      const tier = await client.tiers.create(draft, { retries: 2 })
      expect(levels()).toHaveLength(before + 1)
      expect(levels().map(({ key }) => key)).toContain(tier.id)
    }
  })

  it('what cannot be found out stays outcome_unknown', async () => {
    const { answer } = ladder()
    let written = false
    const { client } = stub((seen) => {
      if (written) return 'lost'
      if (seen.method === 'GET') return answer(seen)
      written = true
      return 'lost'
    })
    expect(await errorOf(client.tiers.create(draft))).toMatchObject({ code: 'outcome_unknown' })
  })

  it('what the read-back showed is not read again', async () => {
    const { answer } = ladder()
    let reads = 0
    const { client } = stub((seen) => {
      const given = answer(seen)
      if (seen.method !== 'GET') return 'lost'
      reads += 1
      return reads > 2 ? 'lost' : given
    })
    expect(await client.tiers.create(draft)).toMatchObject({ name: 'Gold' })
  })

  it('and what the read-back does not show as well: it may still be under way', async () => {
    const { answer, levels } = ladder()
    const { client } = stub((seen) => (seen.method === 'GET' ? answer(seen) : 'lost'))
    expect(await errorOf(client.tiers.create(draft))).toMatchObject({ code: 'outcome_unknown' })
    expect(levels()).toHaveLength(2)
  })

  it('the same idempotencyKey finds the tier again, another process too', async () => {
    const { answer, levels } = ladder()
    const { client, writes } = stub(answer)
    const options = { idempotencyKey: 'order-7' }
    const first = await client.tiers.create(draft, options)
    expect(await client.tiers.create(draft, options)).toEqual(first)
    const elsewhere = stub(answer)
    expect(await elsewhere.client.tiers.create(draft, options)).toEqual(first)
    expect([levels().length, writes().length, elsewhere.writes().length]).toEqual([3, 1, 0])
  })

  it('the same idempotencyKey with another tier is a conflict', async () => {
    const { answer, levels } = ladder()
    const { client } = stub(answer)
    const options = { idempotencyKey: 'order-7' }
    await client.tiers.create(draft, options)
    for (const other of [
      { ...draft, threshold: 6000 },
      { ...draft, name: 'Other' },
    ])
      expect(await errorOf(client.tiers.create(other, options))).toMatchObject({ code: 'conflict' })
    expect(levels()).toHaveLength(3)
  })

  it("somebody else's tier is a conflict each time that the call is made", async () => {
    const { answer } = ladder()
    const { client, writes } = stub(answer)
    const twin = { key: 'gold', name: 'gold', rank: 20, threshold: 2000 }
    for (const _time of [1, 2])
      expect(await errorOf(client.tiers.create(twin, { idempotencyKey: 'order-7' }))).toMatchObject({
        code: 'conflict',
        issues: [{ path: 'key' }],
      })
    expect(writes()).toEqual([])
  })

  it('a given key is found again by the same idempotencyKey in the same process', async () => {
    const { answer } = ladder()
    const { client } = stub(answer)
    const keyed = { ...draft, key: 'platinum' }
    const first = await client.tiers.create(keyed, { idempotencyKey: 'order-7' })
    expect(await client.tiers.create(keyed, { idempotencyKey: 'order-7' })).toEqual(first)
    expect(await errorOf(client.tiers.create(keyed))).toMatchObject({
      code: 'conflict',
      issues: [{ path: 'key' }],
    })
  })
})

describe('changing a tier', () => {
  it('sends the changed fields under its key alone', async () => {
    const { answer, levels } = ladder()
    const { client, writes } = stub(answer)
    const gold = await client.tiers.update('gold', { name: 'Gold plus', rule: null })
    expect(writes().map(levelsOf)).toEqual([[{ key: 'gold', display_name: 'Gold plus', qualification: {} }]])
    expect([gold.name, gold.rule, gold.rank]).toEqual(['Gold plus', undefined, 20])
    expect(levels()).toHaveLength(2)
  })

  it('of no such tier is not_found with nothing sent: a PATCH would make one', async () => {
    const { answer } = ladder()
    const { client, writes } = stub(answer)
    for (const id of ['bronze', '__proto__', 'constructor'])
      expect(await errorOf(client.tiers.update(id, { name: 'n' }))).toMatchObject({
        code: 'not_found',
        issues: [{ path: 'id' }],
      })
    expect(writes()).toEqual([])
  })

  it.each(['update', 'create'] as const)(
    'a reply to an %s that lacks the tier is not promised, and no word on whether it is there',
    async (how) => {
      const { answer } = ladder()
      const { client } = stub((seen) =>
        seen.method === 'PATCH' ? { body: { key: 'loyalty', levels: [] } } : answer(seen),
      )
      const call =
        how === 'update'
          ? client.tiers.update('gold', { name: 'n' })
          : client.tiers.create({ key: 'new', name: 'New', threshold: 7 })
      const thrown = await errorOf(call)
      expect(thrown).toMatchObject({ code: 'unexpected_response' })
      expect(thrown.message).toContain('may have been made')
    },
  )

  it('to nothing that Scrip keeps sends nothing', async () => {
    const { answer } = ladder()
    const { client, writes } = stub(answer)
    expect((await client.tiers.update('gold', { description: null })).name).toBe('gold')
    expect(writes()).toEqual([])
  })

  it.each([
    [{ color: null }, { color: '#C0FFEE' }, 'color'],
    [{ icon: null }, { icon_url: 'https://app.example/i.png' }, 'icon'],
    [{ benefits: [] }, { benefits: { lounge: true } }, 'benefits'],
    [{ benefits: ['Tea'] }, { benefits: { lounge: true, labels: ['Tea'] } }, 'benefits'],
    [{ rule: null }, {}, 'rule'],
  ])('%j that leaves %j behind is no success', async (patch, left, path) => {
    const { answer } = keeping([{ ...level('gold', 20), ...left }])
    const { client } = stub((seen) =>
      seen.method === 'PATCH' ? answer({ ...seen, method: 'GET' }) : answer(seen),
    )
    const thrown = await errorOf(client.tiers.update('gold', patch))
    expect(thrown).toMatchObject({ code: 'unexpected_response', issues: [{ path }] })
    expect(thrown.message).toContain('kept')
    expect(thrown.message).not.toContain('Nothing was changed')
  })

  it('to the rank of another is a conflict, unless they swap', async () => {
    const { answer, levels } = ladder()
    const { client, writes } = stub(answer)
    expect(await errorOf(client.tiers.update('gold', { rank: 10 }))).toMatchObject({
      code: 'conflict',
      issues: [{ path: 'rank' }],
    })
    expect(writes()).toEqual([])
    const swap = { vendor: { scrip: { swapRanks: true } } }
    expect(await client.tiers.update('gold', { name: 'First', rank: 10, ...swap })).toMatchObject({
      name: 'First',
      rank: 10,
    })
    expect(levels().map(({ key, rank }) => [key, rank])).toEqual([
      ['silver', 20],
      ['gold', 10],
    ])
    expect(writes().map(levelsOf)).toEqual([
      [{ key: 'silver', rank: 9 }],
      [{ key: 'gold', display_name: 'First', rank: 10 }],
      [{ key: 'silver', rank: 20 }],
    ])
  })

  it('to a free rank needs no swap, also where one is allowed', async () => {
    const { answer } = ladder()
    const { client, writes } = stub(answer)
    await client.tiers.update('gold', { rank: 15, vendor: { scrip: { swapRanks: true } } })
    expect(writes().map(levelsOf)).toEqual([[{ key: 'gold', rank: 15 }]])
  })

  it.each([
    [[1, 2, 3], 4],
    [[1, 2, 5], 3],
    [[2, 3], 1],
  ])('among ranks %j steps aside to %i', async (ranks, aside) => {
    const { answer } = keeping(ranks.map((rank) => level(`l${rank}`, rank)))
    const { client, writes } = stub(answer)
    const [low = 0, high = 0] = ranks
    await client.tiers.update(`l${high}`, { rank: low, vendor: { scrip: { swapRanks: true } } })
    expect(writes().map(levelsOf)[0]).toEqual([{ key: `l${low}`, rank: aside }])
  })

  it('a swap that fails halfway says so, and how to go on', async () => {
    const { answer } = ladder()
    let writes = 0
    const { client } = stub((seen) =>
      seen.method === 'PATCH' && ++writes === 2 ? refusal(403, 'forbidden') : answer(seen),
    )
    const thrown = await errorOf(
      client.tiers.update('gold', { rank: 10, vendor: { scrip: { swapRanks: true } } }),
    )
    expect(thrown).toMatchObject({ code: 'outcome_unknown', retryable: false, status: 403 })
    expect(thrown.message).toContain('silver')
  })
})

describe('the list', () => {
  it('is ascending whatever order Scrip has', async () => {
    const { answer } = keeping([level('gold', 20), level('silver', 10)])
    const { client } = stub(answer)
    expect((await client.tiers.list()).items.map(({ id }) => id)).toEqual(['silver', 'gold'])
  })
})
