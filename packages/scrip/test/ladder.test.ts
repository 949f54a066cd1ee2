import { createClient } from '@rungs/client'
import { createEmulator } from '@rungs/emulators'
import type { JsonObject, LadderPatchInput } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { scrip } from '../src/index.js'
import { at, errorOf, keeping, loyalty, programId, refusal, stub } from './support.js'

const levels = [{ key: 'gold', rank: 1 }]
const yearly = {
  window: { kind: 'calendar_year' },
  lifecycle: { review: 'period_end', downgrade: { policy: 'hold' } },
} as const

describe('a change of the ladder', () => {
  it.each<[string, LadderPatchInput, JsonObject]>([
    ['a name', { name: 'Status' }, { display_name: 'Status' }],
    [
      'a year, together with its review',
      yearly,
      {
        lifecycle: {
          retention: { mode: 'PERIOD_BASED' },
          qualification_period: { type: 'CALENDAR_YEAR' },
          downgrade_policy: { mode: 'HOLD' },
        },
      },
    ],
    [
      'everything',
      {
        window: { kind: 'fixed_year', month: 2, day: 1 },
        lifecycle: {
          review: 'period_end',
          downgrade: { policy: 'one_step', graceDays: 30, floor: 'gold' },
          extendMonths: 1,
          rollover: { mode: 'reset', counters: ['nights'] },
        },
      },
      {
        lifecycle: {
          retention: { mode: 'PERIOD_BASED' },
          qualification_period: { type: 'FIXED_YEAR', start_month: 2, start_day: 1 },
          status_validity: { extend_months: 1 },
          downgrade_policy: { mode: 'DROP_ONE', grace_days: 30, min_level: 'gold' },
          counters: { rollover: 'NONE', qualifying: ['nights'] },
        },
      },
    ],
    [
      'inactivity',
      { lifecycle: { review: 'inactivity', inactivity: 'P90D', downgrade: { policy: 'requalify' } } },
      {
        lifecycle: {
          retention: { mode: 'ACTIVITY_REFRESH', duration: '2160h' },
          downgrade_policy: { mode: 'DROP_TO_QUALIFYING' },
        },
      },
    ],
  ])('sends %s', async (_what, patch, body) => {
    const { answer } = keeping(levels)
    const { client, writes } = stub(answer)
    expect(await client.ladder.update(patch)).toMatchObject(patch)
    expect(writes()).toMatchObject([{ method: 'PATCH', path: at }])
    expect(writes()[0]?.body).toEqual(body)
  })

  it('back to no review clears the lifecycle, which the update page says of an empty object', async () => {
    const { answer, state } = keeping(levels, loyalty.lifecycle as JsonObject)
    const { client, writes } = stub(answer)
    const never = { review: 'never', downgrade: { policy: 'hold' } } as const
    await client.ladder.update({ window: { kind: 'lifetime' }, lifecycle: never })
    expect([writes()[0]?.body, state.tier?.lifecycle]).toEqual([{ lifecycle: {} }, {}])
  })

  it('of a part sends the whole lifecycle, so that merging and replacing are the same', async () => {
    const { answer } = keeping(levels, loyalty.lifecycle as JsonObject)
    const { client, writes } = stub(answer)
    await client.ladder.update({ window: { kind: 'fixed_year', month: 4, day: 6 } })
    expect(writes()[0]?.body).toEqual({
      lifecycle: {
        ...loyalty.lifecycle,
        qualification_period: { type: 'FIXED_YEAR', start_month: 4, start_day: 6 },
      },
    })
  })

  it('keeps which counters qualify where Scrip does not say how they roll over', async () => {
    const counters = { qualifying: ['nights'] }
    const { answer } = keeping(levels, { ...loyalty.lifecycle, counters } as JsonObject)
    const { client, writes } = stub(answer)
    await client.ladder.update({ window: { kind: 'fixed_year', month: 4, day: 6 } })
    expect(writes()).toMatchObject([{ body: { lifecycle: { counters } } }])
  })

  it('to what there is already sends nothing', async () => {
    const { answer } = keeping(levels, loyalty.lifecycle as JsonObject)
    const { client, writes } = stub(answer)
    const { window, lifecycle } = await client.ladder.get()
    await client.ladder.update({ window, lifecycle, status: 'active', baseTier: null })
    expect(writes()).toEqual([])
  })

  it.each<[LadderPatchInput, string[]]>([
    [{ window: { kind: 'rolling', months: 6 } }, ['window.kind', 'window.months']],
    [
      { lifecycle: { review: 'continuous', downgrade: { policy: 'hold' } } },
      ['lifecycle.review', 'lifecycle.downgrade.policy'],
    ],
    [
      { lifecycle: { review: 'period_end', downgrade: { policy: 'to_base' } } },
      ['lifecycle.review', 'lifecycle.downgrade.policy'],
    ],
    [
      { lifecycle: { review: 'never', downgrade: { policy: 'one_step' } } },
      ['lifecycle.review', 'lifecycle.downgrade.policy'],
    ],
    [
      {
        lifecycle: {
          review: 'period_end',
          reviewClock: 'daily',
          inactivity: 'P1D',
          downgrade: { policy: 'hold' },
        },
      },
      ['lifecycle.reviewClock', 'lifecycle.inactivity'],
    ],
    [{ status: 'paused' }, ['status']],
    [{ baseTier: { name: 'Friend' } }, ['baseTier.name']],
    [{ timeZone: 'Europe/Berlin' }, ['timeZone']],
  ])('%j is refused before any request, naming %j', async (patch, paths) => {
    const { client, requests } = stub(() => refusal(500, 'x'))
    const thrown = await errorOf(client.ladder.update(patch))
    expect(thrown).toMatchObject({ code: 'unsupported', issues: paths.map((path) => ({ path })) })
    expect(requests).toEqual([])
  })

  it('of calendar months as a quiet time is refused', async () => {
    const { client } = stub(() => refusal(500, 'x'))
    const lifecycle = { review: 'inactivity', inactivity: 'P3M', downgrade: { policy: 'hold' } } as const
    expect(await errorOf(client.ladder.update({ lifecycle }))).toMatchObject({ code: 'unsupported' })
  })

  it.each<[LadderPatchInput, string]>([
    [{ window: { kind: 'calendar_year' } }, 'window'],
    [
      {
        window: { kind: 'calendar_year' },
        lifecycle: { review: 'inactivity', inactivity: 'P1D', downgrade: { policy: 'hold' } },
      },
      'window',
    ],
  ])('%j does not go together, and is refused with nothing changed', async (patch, path) => {
    const { answer } = keeping(levels)
    const { client, writes } = stub(answer)
    expect(await errorOf(client.ladder.update(patch))).toMatchObject({
      code: 'unsupported',
      issues: [{ path }],
    })
    expect(writes()).toEqual([])
  })

  it('of the review alone is refused where a year is in its way', async () => {
    const { answer } = keeping(levels, loyalty.lifecycle as JsonObject)
    const { client } = stub(answer)
    const lifecycle = { review: 'never', downgrade: { policy: 'hold' } } as const
    expect(await errorOf(client.ladder.update({ lifecycle }))).toMatchObject({
      code: 'unsupported',
      issues: [{ path: 'lifecycle.review' }],
    })
  })

  it('that has no tier yet is rejected, for Scrip knows none without a level', async () => {
    const { answer } = keeping()
    const { client, writes } = stub(answer)
    for (const patch of [{ name: 'n' }, yearly, { status: 'archived' }] as const) {
      const thrown = await errorOf(client.ladder.update(patch))
      expect([thrown.code, thrown.message]).toEqual([
        'rejected',
        expect.stringContaining('Create a tier first'),
      ])
    }
    expect(writes()).toEqual([])
  })
})

describe('where Scrip merges a lifecycle that it is sent', () => {
  it('what was to go is cleared first', async () => {
    const { answer, state } = keeping(levels, loyalty.lifecycle as JsonObject)
    const { client, writes } = stub((seen) => {
      const sent = seen.body?.lifecycle
      const before = state.tier?.lifecycle
      const merges = typeof sent === 'object' && sent !== null && Object.keys(sent).length > 0
      if (merges && seen.body !== undefined) seen.body.lifecycle = { ...(before as object), ...sent }
      return answer(seen)
    })
    const { lifecycle } = await client.ladder.update(yearly)
    expect([lifecycle, writes().length]).toEqual([yearly.lifecycle, 3])
  })

  it('a failure on the way says that the change is half made', async () => {
    const { answer } = keeping(levels, loyalty.lifecycle as JsonObject)
    let count = 0
    const { client } = stub((seen) => {
      if (seen.method !== 'PATCH') return answer(seen)
      // The first says that nothing went, the second fails.
      return ++count === 1
        ? { body: { key: 'loyalty', levels, lifecycle: loyalty.lifecycle } }
        : refusal(403, 'forbidden')
    })
    const thrown = await errorOf(client.ladder.update(yearly))
    expect(thrown).toMatchObject({ code: 'outcome_unknown', status: 403 })
    expect(thrown.message).toContain('again')
  })

  it('holds against the emulator that merges, too', async () => {
    const emulator = createEmulator('scrip', { switches: { partial_config_update: 'merge' } })

    const rungs = createClient(
      scrip({ apiKey: 'sk_1', programId, ladder: 'status', baseUrl: emulator.url, fetch: emulator.fetch }),
    )
    await rungs.tiers.create({ key: 'gold', name: 'Gold', threshold: 1 })
    const rich = {
      review: 'period_end',
      downgrade: { policy: 'hold', graceDays: 3, floor: 'gold' },
      extendMonths: 2,
    } as const
    await rungs.ladder.update({ window: yearly.window, lifecycle: rich })
    await rungs.ladder.update({ lifecycle: yearly.lifecycle })
    expect(await rungs.ladder.get()).toMatchObject({
      ...yearly,
      lifecycle: { review: 'period_end', downgrade: { policy: 'hold' } },
    })
    expect((await rungs.ladder.get()).lifecycle).toEqual(yearly.lifecycle)
  })
})

describe('archiving', () => {
  it.each([
    ['post', 'POST', `${at}/archive`],
    ['delete', 'DELETE', at],
  ] as const)('by %s is a %s to %s', async (archiveRoute, method, path) => {
    const archived = { key: 'loyalty', levels, status: 'ARCHIVED' }
    const { client, writes } = stub(
      (seen) => ({ body: seen.method === 'GET' ? { ...archived, status: 'ACTIVE' } : archived }),
      { archiveRoute },
    )
    expect((await client.ladder.update({ status: 'archived' })).status).toBe('archived')
    expect(writes()).toMatchObject([{ method, path }])
  })

  it('again changes nothing; back is a conflict', async () => {
    const { client, writes } = stub(() => ({ body: { key: 'loyalty', levels, status: 'ARCHIVED' } }))
    expect((await client.ladder.update({ status: 'archived' })).status).toBe('archived')
    expect(await errorOf(client.ladder.update({ status: 'active' }))).toMatchObject({
      code: 'conflict',
      issues: [{ path: 'status' }],
    })
    expect(writes()).toEqual([])
  })

  it('is done where a reply was lost, or somebody else was faster', async () => {
    for (const first of ['lost', refusal(409, 'tier_archived')] as const) {
      let archived = false
      const { client } = stub(({ method }) => {
        if (method === 'GET')
          return { body: { key: 'loyalty', levels, status: archived ? 'ARCHIVED' : 'ACTIVE' } }
        const given = archived ? refusal(409, 'tier_archived') : first
        archived = true
        return given
      })
      expect((await client.ladder.update({ status: 'archived' })).status).toBe('archived')
    }
  })

  it('stays outcome_unknown where nothing can be read afterwards', async () => {
    let writes = 0
    const { client } = stub(({ method }) => {
      if (method === 'GET') return writes === 0 ? { body: { key: 'loyalty', levels } } : 'lost'
      writes += 1
      return writes === 1 ? 'lost' : refusal(409, 'tier_archived')
    })
    expect(await errorOf(client.ladder.update({ status: 'archived' }))).toMatchObject({
      code: 'outcome_unknown',
    })
  })

  it('goes alone: it is for good', async () => {
    const { client, requests } = stub(() => refusal(500, 'x'))
    expect(await errorOf(client.ladder.update({ status: 'archived', name: 'n' }))).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'status' }],
    })
    expect(requests).toEqual([])
  })
})
