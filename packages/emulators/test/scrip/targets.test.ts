import { describe, expect, it } from 'vitest'
import { countersOf, LOYALTY, levelOf, member, NOW, PROGRAM, type Started, start, TIERS } from './support.js'

/* Create a rule page (targets of actions), state management guide (the event's participant by default), groups pages. */

const family = async (started: Started) => {
  const ann = member(started, 'ann')
  const bob = member(started, 'bob')
  const members = [{ participant_id: ann, role: 'ADMIN' }]
  const { body } = await started.post('/groups', { name: 'Family', members })
  return { ann, bob, group: body.id }
}

const addRule = (started: Started, action: object, target?: object) =>
  started.post('/rules', {
    program_id: PROGRAM,
    name: 'rule',
    condition: 'true',
    actions: [{ ...action, ...(target === undefined ? {} : { target }) }],
  })

const send = async (started: Started, participant_id: string, event_data: object = {}) => {
  const { body } = await started.post('/events', {
    program_id: PROGRAM,
    participant_id,
    idempotency_key: crypto.randomUUID(),
    event_timestamp: NOW,
    event_data,
  })
  return (await started.get(`/events/${body.id}`)).body
}

const counter = { type: 'COUNTER', key: 'ytd_spend', value: '500' }
const setTier = { type: 'SET_TIER', tier: 'loyalty', level: 'gold' }

const groupLevel = async ({ get }: Started, group: string) => {
  const { status, body } = await get(`/groups/${group}/state/tiers/loyalty?program_id=${PROGRAM}`)
  return status === 200 ? body.level : null
}

describe('a COUNTER', () => {
  it('of a group counts there, and raises the group', async () => {
    const started = start()
    await started.post(TIERS, LOYALTY)
    const { ann, group } = await family(started)
    expect((await addRule(started, counter, { type: 'GROUP', id: group })).status).toBe(201)
    expect((await send(started, ann)).status).toBe('COMPLETED')
    expect((await started.get(`/groups/${group}/state/counters/ytd_spend`)).body.value).toBe('500')
    expect([await countersOf(started, ann), await levelOf(started, ann)]).toEqual([{}, null])
    expect(await groupLevel(started, group)).toBe('silver')
  })

  it.each([
    ['id', (bob: string) => bob],
    ['participant_id', () => 'event.other_id'],
    ['external_id', () => 'event.other'],
  ])('of another participant by %s counts there, and enrols and raises them', async (name, value) => {
    const started = start()
    await started.post(TIERS, LOYALTY)
    const { ann } = await family(started)
    const { body: eve } = await started.post('/participants', { external_id: 'eve' })
    await addRule(started, counter, { type: 'PARTICIPANT', [name]: value(eve.id) })
    await send(started, ann, { other_id: eve.id, other: 'eve' })
    expect([await countersOf(started, ann), await countersOf(started, eve.id)]).toEqual([
      {},
      { ytd_spend: '500' },
    ])
    expect(await levelOf(started, eve.id)).toBe('silver')
  })

  it('without a name in its target is about the participant of the event', async () => {
    const started = start()
    const { ann } = await family(started)
    await addRule(started, counter, { type: 'PARTICIPANT' })
    await send(started, ann)
    expect(await countersOf(started, ann)).toEqual({ ytd_spend: '500' })
  })
})

describe('a SET_TIER', () => {
  it('of a group sets its level, which that event raises no further', async () => {
    const started = start()
    await started.post(TIERS, LOYALTY)
    const { ann, group } = await family(started)
    await started.put(`/groups/${group}/state/counters/ytd_spend`, { value: '9000' })
    await started.put(`/groups/${group}/state/counters/ytd_nights`, { value: '99' })
    await addRule(started, setTier, { type: 'GROUP', id: group })
    await send(started, ann)
    expect([await groupLevel(started, group), await levelOf(started, ann)]).toEqual(['gold', null])
  })

  it('of another leaves the participant of the event to be raised', async () => {
    const started = start()
    await started.post(TIERS, LOYALTY)
    const { ann, bob } = await family(started)
    await addRule(started, setTier, { type: 'PARTICIPANT', id: bob })
    await addRule(started, counter)
    await send(started, ann)
    expect([await levelOf(started, bob), await levelOf(started, ann)]).toEqual(['gold', 'silver'])
  })
})

describe('a target', () => {
  it.each<[string, object]>([
    ['an unknown group', { type: 'GROUP', id: crypto.randomUUID() }],
    ['an unknown participant', { type: 'PARTICIPANT', id: crypto.randomUUID() }],
    ['a field that the event lacks', { type: 'PARTICIPANT', external_id: 'event.missing' }],
  ])('that is %s fails the event, of which nothing is kept', async (_what, target) => {
    const started = start()
    const { ann } = await family(started)
    await addRule(started, counter)
    await addRule(started, counter, target)
    expect(await send(started, ann)).toMatchObject({ status: 'FAILED', error_message: expect.any(String) })
    expect(await countersOf(started, ann)).toEqual({})
  })

  it('that is an archived group fails a COUNTER', async () => {
    const started = start()
    const { ann, group } = await family(started)
    await addRule(started, counter, { type: 'GROUP', id: group })
    await started.delete(`/groups/${group}`)
    expect((await send(started, ann)).status).toBe('FAILED')
  })

  it.each([
    [{ type: 'GROUP' }, 'actions[0].target.id'],
    [{ type: 'GROUP', id: 'g' }, 'actions[0].target.id'],
    [{ type: 'PROGRAM' }, 'actions[0].target.type'],
    [{ type: 'PARTICIPANT', external_id: 'event.a + event.b' }, 'actions[0].target.external_id'],
  ])('%j is refused at %s', async (target, field) => {
    const { status, body } = await addRule(start(), counter, target)
    expect([status, body.details.field]).toEqual([400, field])
  })
})
