import type { Explanation, HistoryQuery, Page, TierChange } from '@rungs/model'
import { describe, expect, test, vi } from 'vitest'
import { createClient } from '../src/index.js'
import { fakeProvider } from './fake-provider.js'

const at = (day: number): string => `2026-03-${String(day).padStart(2, '0')}T00:00:00Z`
const moves = Array.from(
  { length: 5 },
  (_, index): TierChange => ({ at: at(index + 1), from: null, to: null }),
)

const paged = () =>
  vi.fn(async ({ cursor = '0', limit = 2 }: HistoryQuery): Promise<Page<TierChange>> => {
    const from = Number(cursor)
    const items = moves.slice(from, from + limit)
    return from + limit < moves.length ? { items, nextCursor: String(from + limit) } : { items }
  })

describe('members.history', () => {
  test('is one page when awaited, everything when iterated, with the same span for every page', async () => {
    const history = paged()
    const { members } = createClient(fakeProvider({ 'members.history': history }))
    expect((await members.history('ada')).items).toEqual(moves.slice(0, 2))
    expect(history.mock.calls[0]?.[0]).toEqual({ memberId: 'ada' })
    history.mockClear()
    const query = { from: '2026-03-01T01:00:00+01:00', limit: 3 }
    expect(await members.history('ada', query).toArray({ max: 9 })).toEqual(moves)
    expect(history.mock.calls.map(([input]) => input)).toEqual([
      { memberId: 'ada', from: at(1), limit: 3 },
      { memberId: 'ada', from: at(1), limit: 3, cursor: '3' },
    ])
  })

  test.each<[unknown, string]>([
    [{ from: 'yesterday' }, 'from'],
    [{ from: at(2), to: at(1) }, 'to'],
    [{ limit: 101 }, 'limit'],
    [{ until: at(1) }, 'until'],
  ])('refuses %j before the provider is asked', async (query, path) => {
    const history = paged()
    const { members } = createClient(fakeProvider({ 'members.history': history }))
    const given = query as HistoryQuery
    await expect(members.history('ada', given)).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path }],
    })
    await expect(members.history('a/b')).rejects.toMatchObject({ issues: [{ path: 'memberId' }] })
    expect(history).not.toHaveBeenCalled()
  })

  test('a span of one instant is one', async () => {
    const history = paged()
    const { members } = createClient(fakeProvider({ 'members.history': history }))
    await members.history('ada', { from: at(1), to: '2026-03-01T01:00:00+01:00' })
    expect(history).toHaveBeenCalledTimes(1)
  })
})

describe('members.explain', () => {
  const answer: Explanation = { memberId: 'ada', tier: null, metrics: {}, tiers: [], asOf: at(1) }

  test('hands on the instant in UTC, where one was given', async () => {
    const explain = vi.fn(async (_input: { memberId: string; at?: string }) => answer)
    const { members } = createClient(fakeProvider({ 'members.explain': explain }))
    expect(await members.explain('ada')).toEqual(answer)
    await members.explain('ada', { at: '2026-03-01T01:00:00+01:00' })
    expect(explain.mock.calls.map(([input]) => input)).toEqual([
      { memberId: 'ada' },
      { memberId: 'ada', at: at(1) },
    ])
    await expect(members.explain('ada', { at: 'now' })).rejects.toMatchObject({ issues: [{ path: 'at' }] })
    expect(explain).toHaveBeenCalledTimes(2)
  })
})
