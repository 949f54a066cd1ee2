import { describe, expect, it } from 'vitest'
import { receive } from '../receiver.js'
import { LOYALTY, member, PROGRAM, type Started, start, TIERS, YEARLY } from './support.js'

/* Create a group, add a member and delete a group pages; groups guide; tiers guide, for the tiers of groups. */

const made = async (started: Started, ...others: string[]) => {
  const ann = member(started, 'ann')
  const members = [
    { participant_id: ann, role: 'ADMIN' },
    ...others.map((name) => ({ participant_id: member(started, name) })),
  ]
  const { status, body } = await started.post('/groups', { name: 'Smith Family', members })
  expect(status).toBe(201)
  return { ann, group: body.id, body }
}

const membersOf = async ({ get }: Started, group: string, query = '') =>
  JSON.parse((await get(`/groups/${group}/members${query}`)).text).data

describe('a group', () => {
  it('is made of members, read, listed and archived', async () => {
    const started = start()
    const { group, body } = await made(started, 'bob')
    expect(body).toEqual({
      id: expect.any(String),
      name: 'Smith Family',
      status: 'ACTIVE',
      created_at: '2026-03-01T00:00:00Z',
      updated_at: '2026-03-01T00:00:00Z',
    })
    expect((await started.get(`/groups/${group}`)).body).toEqual(body)
    expect((await started.get('/groups')).body.data).toEqual([body])
    const { status, body: gone } = await started.delete(`/groups/${group}`)
    expect([status, gone]).toMatchObject([200, { status: 'ARCHIVED', deleted_at: '2026-03-01T00:00:00Z' }])
    expect((await started.get('/groups')).body.data).toEqual([])
    expect((await started.delete(`/groups/${group}`)).status).toBe(409)
  })

  it('is no participant', async () => {
    const started = start()
    const { group } = await made(started)
    expect((await started.get(`/participants/${group}`)).status).toBe(404)
    expect((await started.get('/participants')).body.data).toHaveLength(1)
    expect((await started.get(`/groups/${member(started, 'eve')}`)).status).toBe(404)
  })

  it('takes members, gives them up and takes them back', async () => {
    const started = start()
    const { group, ann } = await made(started)
    const bob = member(started, 'bob')
    const eve = member(started, 'eve')
    const at = `/groups/${group}/members`
    expect((await started.post(at, { participant_id: bob })).status).toBe(200)
    expect((await started.post(at, { members: [{ participant_id: eve, role: 'ADMIN' }] })).status).toBe(200)
    expect((await started.post(at, { participant_id: bob })).status).toBe(409)
    expect((await started.delete(`${at}/${bob}`)).status).toBe(204)
    expect((await started.delete(`${at}/${bob}`)).status).toBe(404)
    const left = [
      { participant_id: ann, role: 'ADMIN', status: 'ACTIVE' },
      { participant_id: eve, role: 'ADMIN', status: 'ACTIVE' },
    ]
    expect(await membersOf(started, group)).toEqual(left)
    expect(await membersOf(started, group, '?include_former=true')).toContainEqual({
      participant_id: bob,
      role: 'MEMBER',
      status: 'LEFT',
    })
    await started.post(at, { participant_id: bob, role: 'ADMIN' })
    expect(await membersOf(started, group)).toHaveLength(3)
  })

  it('keeps its last ADMIN', async () => {
    const started = start()
    const { group, ann } = await made(started, 'bob')
    expect((await started.delete(`/groups/${group}/members/${ann}`)).status).toBe(409)
    expect(await membersOf(started, group)).toHaveLength(2)
  })

  it.each<[string, (ann: string) => object, number]>([
    ['no ADMIN', (ann) => ({ name: 'x', members: [{ participant_id: ann }] }), 400],
    ['no members', () => ({ name: 'x', members: [] }), 400],
    ['no name', (ann) => ({ name: '', members: [{ participant_id: ann, role: 'ADMIN' }] }), 400],
    [
      'an unknown member',
      () => ({ name: 'x', members: [{ participant_id: crypto.randomUUID(), role: 'ADMIN' }] }),
      404,
    ],
    ['a role of its own', (ann) => ({ name: 'x', members: [{ participant_id: ann, role: 'OWNER' }] }), 400],
  ])('is refused with %s, and nothing is kept', async (_what, sent, status) => {
    const started = start()
    const ann = member(started)
    const before = started.emulator.snapshot()
    expect((await started.post('/groups', sent(ann))).status).toBe(status)
    expect(started.emulator.snapshot()).toEqual(before)
  })
})

describe('the counters and levels of a group', () => {
  it('are its own', async () => {
    const started = start()
    const { group, ann } = await made(started)
    await started.put(`/groups/${group}/state/counters/ytd_spend`, { value: '12.5' })
    expect((await started.get(`/groups/${group}/state/counters/ytd_spend`)).body.value).toBe('12.5')
    expect((await started.get(`/participants/${ann}/state/counters`)).body.data).toEqual([])
    expect((await started.delete(`/groups/${group}/state/counters/ytd_spend`)).status).toBe(204)
  })

  it('are set, told by group_id, and end as those of a participant do', async () => {
    const started = start()
    const { url, next } = await receive()
    await started.post(TIERS, { ...LOYALTY, lifecycle: YEARLY })
    const { group } = await made(started)
    started.emulator.setWebhooks([{ url, events: ['participant.tier_changed'] }])
    const at = `/groups/${group}/state/tiers/loyalty?program_id=${PROGRAM}`
    expect((await started.put(at, { level: 'gold' })).body).toMatchObject({ level: 'gold', rank: 2 })
    const { data } = JSON.parse((await next()).body)
    expect(data).toMatchObject({ group_id: group, tier: 'loyalty', new_level: 'gold' })
    expect(data).not.toHaveProperty('participant_id')
    const listed = await started.get(`/groups/${group}/state/tiers?program_id=${PROGRAM}`)
    expect(listed.body.data.map(({ key, level }) => [key, level])).toEqual([['loyalty', 'gold']])
    started.emulator.setClock('2027-01-01T00:00:00Z')
    expect((await started.get(at)).status).toBe(404)
  })

  it('have a history, as those of a participant have', async () => {
    const started = start()
    await started.post(TIERS, LOYALTY)
    const { group, ann } = await made(started)
    await started.put(`/groups/${group}/state/tiers/loyalty?program_id=${PROGRAM}`, { level: 'gold' })
    const { status, body } = await started.get(`/groups/${group}/activity/state-history?state_type=tier`)
    expect([status, body.data]).toMatchObject([200, [{ key: 'loyalty', new_value: 'gold' }]])
    expect((await started.get(`/participants/${ann}/activity/state-history`)).body.data).toEqual([])
  })

  it('are not written any more once it is archived', async () => {
    const started = start()
    await started.post(TIERS, LOYALTY)
    const { group } = await made(started)
    await started.delete(`/groups/${group}`)
    const at = `/groups/${group}/state/tiers/loyalty?program_id=${PROGRAM}`
    expect((await started.put(at, { level: 'gold' })).status).toBe(409)
  })

  it('come back with a restored state', async () => {
    const started = start()
    await started.post(TIERS, { ...LOYALTY, lifecycle: YEARLY })
    const { group } = await made(started)
    const at = `/groups/${group}/state/tiers/loyalty?program_id=${PROGRAM}`
    await started.put(at, { level: 'gold' })
    const state: unknown = JSON.parse(JSON.stringify(started.emulator.snapshot()))
    started.emulator.reset()
    expect((await started.get(`/groups/${group}`)).status).toBe(404)
    started.emulator.restore(state)
    expect((await started.get(at)).body.level).toBe('gold')
  })
})
