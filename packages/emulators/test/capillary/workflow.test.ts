import { describe, expect, it } from 'vitest'
import {
  approve,
  create,
  firstError,
  GOLD,
  publish,
  reject,
  type Started,
  start,
  stateOf,
  submit,
  tiers,
} from './support.js'

const rows = async (started: Started, program?: number) =>
  (await tiers(started, program)).map(({ name, status, origin }) => [name, status, origin])

describe('the way of a tier', () => {
  it('goes from draft over pending to live, and gets a slab id and a place on top', async () => {
    const started = start()
    const draft = await create(started)
    expect([draft.status, draft.serialNumber, draft.slabId]).toEqual(['DRAFT', 3, undefined])
    expect((await submit(started, draft.objectId)).body.data.status).toBe('PENDING_APPROVAL')
    const { slabId, status } = (await approve(started, draft.objectId)).body.data
    expect(status).toBe('ACTIVE')
    expect(await rows(started)).toEqual([
      ['Bronze', 'LIVE', 'LEGACY_SQL_ONLY'],
      ['Silver', 'LIVE', 'LEGACY_SQL_ONLY'],
      ['Gold', 'LIVE', 'BOTH'],
    ])
    const { body } = await started.get(`/v3/tiers/${slabId}`)
    expect(body.data.map(({ objectId }) => objectId)).toEqual([draft.objectId])
  })

  it('a rejection leads back to draft and keeps the comment until the next submit', async () => {
    const started = start()
    const { objectId } = await create(started)
    await submit(started, objectId)
    const comment = 'c'.repeat(10_000)
    const rejected = (await reject(started, objectId, comment)).body.data
    expect([rejected.status, rejected.comments]).toEqual(['DRAFT', comment])
    expect((await submit(started, objectId)).body.data.comments).toBeNull()
    expect((await approve(started, objectId)).body.data.status).toBe('ACTIVE')
  })

  it('an edit of a published tier is a draft of its own, that replaces it when it is approved', async () => {
    const started = start()
    const live = await publish(started)
    const edit = (await started.put(`/v3/tiers/${live.slabId}`, { name: 'Gold Plus' })).body.data
    expect(edit).toMatchObject({ tierUniqueId: live.tierUniqueId, status: 'DRAFT', origin: 'MONGO_ONLY' })
    expect(edit.objectId).not.toBe(live.objectId)
    expect((await rows(started)).slice(2)).toEqual([
      ['Gold', 'LIVE', 'BOTH'],
      ['Gold Plus', 'DRAFT', 'MONGO_ONLY'],
    ])
    const both = (await started.get(`/v3/tiers/${live.slabId}`)).body.data
    expect(both.map(({ name }) => name)).toEqual(['Gold', 'Gold Plus'])
    const submitted = (await submit(started, edit.objectId)).body.data
    expect(submitted).toMatchObject({ version: 2, parentId: live.objectId, slabId: live.slabId })
    await approve(started, edit.objectId)
    expect((await rows(started)).slice(2)).toEqual([['Gold Plus', 'LIVE', 'BOTH']])
    const { body } = await started.get(`/v3/tiers/${live.slabId}`)
    expect(body.data.map(({ objectId }) => objectId)).toEqual([edit.objectId])
  })

  it('an edit that is deleted leaves the published tier', async () => {
    const started = start()
    const live = await publish(started)
    const edit = (await started.put(`/v3/tiers/${live.slabId}`, { name: 'Gold Plus' })).body.data
    expect((await started.delete(`/v3/tiers/${edit.objectId}`)).status).toBe(204)
    expect((await rows(started)).slice(2)).toEqual([['Gold', 'LIVE', 'BOTH']])
  })

  it('a deleted draft is gone for good, and its unique id is not given again', async () => {
    const started = start()
    const { objectId, tierUniqueId } = await create(started)
    await started.delete(`/v3/tiers/${objectId}`)
    expect((await started.get(`/v3/tiers/${tierUniqueId}`)).status).toBe(404)
    for (const answer of [
      await started.delete(`/v3/tiers/${objectId}`),
      await started.put(`/v3/tiers/${objectId}`, {}),
      await submit(started, objectId),
    ])
      expect([answer.status, firstError(answer).code]).toEqual([404, 9056])
    const next = await create(started)
    expect([next.tierUniqueId, next.serialNumber]).toEqual(['ut-973-004', 3])
  })

  it('a tier made elsewhere is edited within its program, and known to this API from then on', async () => {
    const started = start()
    const { body } = await started.put('/v3/tiers/25220?programId=973', { description: 'Second' })
    expect(body.data).toMatchObject({
      tierUniqueId: 'ut-973-002',
      name: 'Silver',
      status: 'DRAFT',
      slabId: 25_220,
    })
    expect(await rows(started)).toEqual([
      ['Bronze', 'LIVE', 'LEGACY_SQL_ONLY'],
      ['Silver', 'LIVE', 'BOTH'],
      ['Silver', 'DRAFT', 'MONGO_ONLY'],
    ])
    const { objectId } = body.data
    expect((await submit(started, objectId)).body.data).toMatchObject({ version: 1, parentId: null })
    await approve(started, objectId)
    const found = (await started.get('/v3/tiers/25220')).body.data
    expect(found).toMatchObject([{ description: 'Second', status: 'LIVE', origin: 'BOTH' }])
  })

  it.each<[string, string, string, string]>([
    ['draft', 'an approval', 'approve', 'APPROVE'],
    ['draft', 'a rejection', 'approve', 'REJECT'],
    ['pending', 'a submit', 'submit', ''],
    ['published', 'a submit', 'submit', ''],
    ['published', 'an approval', 'approve', 'APPROVE'],
  ])('a %s tier does not take %s: 409', async (state, _, action, approvalStatus) => {
    const started = start()
    const { objectId } = await create(started)
    if (state !== 'draft') await submit(started, objectId)
    if (state === 'published') await approve(started, objectId)
    const before = stateOf(started)
    const answer = await started.post(`/v3/tiers/${objectId}/${action}`, { approvalStatus })
    expect([answer.status, firstError(answer).code]).toEqual([409, 999_999])
    expect(stateOf(started)).toBe(before)
  })

  it.each([
    {},
    { approvalStatus: 'approve' },
    { approvalStatus: 'APPROVED' },
    { approvalStatus: 1 },
    { approvalStatus: 'REJECT', reason: 'x' },
  ])('a review that says %j is refused: 400', async (review) => {
    const started = start()
    const { objectId } = await create(started)
    await submit(started, objectId)
    const before = stateOf(started)
    expect((await started.post(`/v3/tiers/${objectId}/approve`, review)).status).toBe(400)
    expect(stateOf(started)).toBe(before)
  })

  it('a program without its strategies can neither be submitted to nor published to', async () => {
    const started = start()
    const { objectId } = await create(started)
    const state = JSON.parse(stateOf(started))
    state.data.programs['973'].hasDowngradeStrategy = false
    started.emulator.restore(state)
    expect(firstError(await submit(started, objectId)).code).toBe(9052)
  })
})

describe('ids', () => {
  it('each operation takes its own kind', async () => {
    const started = start()
    const { slabId, tierUniqueId, objectId } = await publish(started)
    const codeOf = async (method: 'get' | 'put' | 'delete', id: unknown): Promise<number> => {
      const answer = await started[method](`/v3/tiers/${id}`, {})
      return answer.status === 404 ? firstError(answer).code : answer.status
    }
    expect(await codeOf('get', slabId)).toBe(200)
    expect(await codeOf('get', tierUniqueId)).toBe(200)
    expect(await codeOf('get', objectId)).toBe(9056)
    expect(await codeOf('put', tierUniqueId)).toBe(9056)
    expect(await codeOf('put', objectId)).toBe(9056)
    expect(await codeOf('delete', slabId)).toBe(9056)
    expect(await codeOf('delete', tierUniqueId)).toBe(9056)
    expect(await codeOf('put', slabId)).toBe(200)
  })

  it('List finds one tier by slab id or tier unique id', async () => {
    const started = start()
    const { tierUniqueId } = await create(started)
    const named = async (tier: string) =>
      (await started.get(`/v3/tiers?programId=973&tier=${tier}`)).body.data.tiers.map(({ name }) => name)
    expect(await named('25216')).toEqual(['Bronze'])
    expect(await named(tierUniqueId)).toEqual(['Gold'])
  })

  it('List needs a program, and a program that is not has no tiers', async () => {
    const started = start()
    expect(firstError(await started.get('/v3/tiers')).code).toBe(9003)
    expect(firstError(await started.get('/v3/tiers?programId=')).code).toBe(9003)
    expect((await started.get('/v3/tiers?programId=abc')).status).toBe(400)
    expect(await tiers(started, 1)).toEqual([])
  })
})

describe('an update', () => {
  it('keeps what it does not send, merges objects and replaces lists', async () => {
    const started = start()
    const { objectId } = await create(started, {
      ...GOLD,
      description: 'Kept',
      eligibility: { ...GOLD.eligibility, conditions: [{ type: 'VISITS', value: '3' }] },
      validity: { periodType: 'SLAB_UPGRADE', periodValue: 12 },
    })
    const { body } = await started.put(`/v3/tiers/${objectId}`, {
      eligibility: { threshold: 30_000, conditions: [{ type: 'PURCHASE', value: '9' }] },
      validity: { minimumDuration: 3 },
      color: null,
    })
    expect(body.data).toMatchObject({
      name: 'Gold',
      description: 'Kept',
      eligibility: {
        kpiType: 'CURRENT_POINTS',
        threshold: 30_000,
        conditions: [{ type: 'PURCHASE', value: '9' }],
      },
      renewal: { periodType: 'SLAB_UPGRADE', periodValue: '12', minimumDuration: 3 },
    })
  })

  it('may change the kind of validity: what belonged to the other kind goes', async () => {
    const started = start()
    const fixed = {
      periodType: 'FIXED',
      periodValue: 12,
      startDate: '2026-01-01',
      renewalWindowType: 'LAST_CALENDAR_YEAR',
    }
    const { objectId } = await create(started, { ...GOLD, validity: fixed })
    const { status, body } = await started.put(`/v3/tiers/${objectId}`, {
      validity: { periodType: 'SLAB_UPGRADE' },
    })
    expect([status, body.data.renewal]).toEqual([
      200,
      {
        periodType: 'SLAB_UPGRADE',
        periodValue: '12',
        unit: 'NUM_MONTHS',
        criteriaType: 'Same as eligibility',
      },
    ])
  })

  it('keeps the computation windows until it names another kind of window', async () => {
    const started = start()
    const window = { computationWindowStartValue: 6, computationWindowEndValue: 1 }
    const fixed = { periodType: 'FIXED', periodValue: 12, renewalWindowType: 'CUSTOM_PERIOD', ...window }
    const { objectId } = await create(started, { ...GOLD, validity: fixed })
    const renewalAfter = async (validity: object) =>
      (await started.put(`/v3/tiers/${objectId}`, { validity })).body.data.renewal
    expect(await renewalAfter({ minimumDuration: 2 })).toMatchObject({ ...window, minimumDuration: 2 })
    const other = await renewalAfter({ renewalWindowType: 'LAST_CALENDAR_YEAR' })
    expect(Object.keys(other)).not.toContain('computationWindowStartValue')
  })

  it('must stay between its neighbours', async () => {
    const started = start()
    const { slabId } = await publish(started)
    await publish(started, { ...GOLD, name: 'Platinum', eligibility: { threshold: 30_000 } })
    const to = (threshold: number) => started.put(`/v3/tiers/${slabId}`, { eligibility: { threshold } })
    expect(firstError(await to(5000)).code).toBe(9044)
    expect(firstError(await to(30_000)).code).toBe(9044)
    expect((await to(29_999)).status).toBe(200)
  })

  it('may keep its own name, and no other tier may have it in another case', async () => {
    const started = start()
    const { slabId } = await publish(started)
    expect(firstError(await started.put(`/v3/tiers/${slabId}`, { name: 'sILVER' })).message).toMatch(
      /^TIER_NAME_TAKEN/,
    )
    expect((await started.put(`/v3/tiers/${slabId}`, { name: 'GOLD' })).status).toBe(200)
  })

  it('of a published tier is refused while something else of the program is on its way', async () => {
    const started = start()
    const { objectId } = await create(started)
    const edit = () => started.put('/v3/tiers/25220?programId=973', { description: 'x' })
    expect(firstError(await edit()).message).toMatch(/^TIER_DRAFT_EXISTS/)
    await submit(started, objectId)
    expect(firstError(await edit()).message).toMatch(/^TIER_PENDING_APPROVAL_EXISTS/)
    await approve(started, objectId)
    expect((await edit()).status).toBe(200)
  })
})

describe('fifty at once', () => {
  it('50 parallel creates of one name yield one tier and 49 conflicts', async () => {
    const started = start()
    const answers = await Promise.all(Array.from({ length: 50 }, () => started.post('/v3/tiers', GOLD)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(49)
    expect((await tiers(started)).filter(({ name }) => name === 'Gold')).toHaveLength(1)
  })

  it('50 parallel creates under one Idempotency-Key yield one tier and 50 equal answers', async () => {
    const started = start()
    const send = () => started.post('/v3/tiers', GOLD, { 'idempotency-key': 'k' })
    const answers = await Promise.all(Array.from({ length: 50 }, send))
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(await tiers(started)).toHaveLength(3)
  })

  it('50 parallel approvals publish once', async () => {
    const started = start()
    const { objectId } = await create(started)
    await submit(started, objectId)
    const answers = await Promise.all(Array.from({ length: 50 }, () => approve(started, objectId)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })
})
