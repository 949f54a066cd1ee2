import { describe, expect, it } from 'vitest'
import { ARCHIVED, countersOf, member, NOW, PROGRAM, type Started, start } from './support.js'

/* Update a rule, validate a CEL condition and simulate a rule pages. */

const rule = (more: object = {}) => ({
  program_id: PROGRAM,
  name: 'rule',
  condition: "event.type == 'purchase'",
  actions: [{ type: 'COUNTER', key: 'visits', value: '1' }],
  ...more,
})

const made = async ({ post }: Started, more: object = {}) => (await post('/rules', rule(more))).body

const happened = async (started: Started, id: string) => {
  await started.post('/events', {
    program_id: PROGRAM,
    participant_id: id,
    idempotency_key: crypto.randomUUID(),
    event_timestamp: NOW,
    event_data: { type: 'purchase', amount: 5 },
  })
  return countersOf(started, id)
}

describe('updating a rule', () => {
  it('changes what is sent, from the next event on', async () => {
    const started = start()
    const before = await made(started)
    const ann = member(started)
    expect(await happened(started, ann)).toEqual({ visits: '1' })
    const actions = [{ type: 'COUNTER', key: 'spend', value: 'event.amount' }]
    const { status, body } = await started.patch(`/rules/${before.id}`, { actions, name: 'new' })
    expect([status, body]).toEqual([200, { ...before, actions, name: 'new' }])
    expect(await happened(started, ann)).toEqual({ visits: '1', spend: '5' })
  })

  it.each(['SUSPENDED', 'ARCHIVED'])('%s: it is not run any more', async (state) => {
    const started = start()
    const { id } = await made(started)
    expect((await started.patch(`/rules/${id}`, { status: state })).body.status).toBe(state)
    expect(await happened(started, member(started))).toEqual({})
  })

  it('cannot change an archived one, nor one of an archived program', async () => {
    const started = start()
    const { id } = await made(started)
    await started.patch(`/rules/${id}`, { status: 'ARCHIVED' })
    expect((await started.patch(`/rules/${id}`, { status: 'ACTIVE' })).status).toBe(409)
    const other = await made(started)
    await started.patch(`/programs/${PROGRAM}`, { status: 'ARCHIVED' })
    expect((await started.patch(`/rules/${other.id}`, { name: 'x' })).status).toBe(409)
    expect((await started.post('/rules', rule({ program_id: ARCHIVED }))).status).toBe(409)
  })

  it('sets and clears the window', async () => {
    const started = start()
    const { id } = await made(started)
    const at = `/rules/${id}`
    const window = { active_from: '2027-01-01T00:00:00Z', active_to: '2028-01-01T00:00:00Z' }
    expect((await started.patch(at, window)).body).toMatchObject(window)
    expect(await happened(started, member(started))).toEqual({})
    expect((await started.patch(at, { name: 'kept' })).body).toMatchObject(window)
    const { body } = await started.patch(at, { active_from: null })
    expect(body).toMatchObject({ active_to: window.active_to })
    expect(body).not.toHaveProperty('active_from')
  })

  it('refuses an order that another active rule has, but not its own', async () => {
    const started = start()
    const first = await made(started)
    const second = await made(started)
    expect((await started.patch(`/rules/${second.id}`, { order: first.order })).status).toBe(409)
    expect((await started.patch(`/rules/${second.id}`, { order: second.order })).status).toBe(200)
    await started.patch(`/rules/${first.id}`, { status: 'SUSPENDED' })
    expect((await started.patch(`/rules/${second.id}`, { order: first.order })).status).toBe(200)
    expect((await started.patch(`/rules/${first.id}`, { status: 'ACTIVE' })).status).toBe(409)
  })

  it.each([
    ['nothing', {}],
    ['no actions', { actions: [] }],
    ['an empty name', { name: '' }],
    ['a condition that is not emulated', { condition: 'size(event.items) > 1' }],
    ['an unknown status', { status: 'PAUSED' }],
  ])('refuses %s', async (_what, sent) => {
    const started = start()
    const { id } = await made(started)
    expect((await started.patch(`/rules/${id}`, sent)).status).toBe(400)
  })

  it('is 404 where there is none', async () => {
    expect((await start().patch(`/rules/${crypto.randomUUID()}`, { name: 'x' })).status).toBe(404)
  })
})

describe('validating a condition', () => {
  it.each([
    ["event.type == 'purchase' && event.amount > 100", true],
    ['event.type ==', false],
    ['event.type = 1', false],
  ])('%s', async (condition, valid) => {
    const { status, text } = await start().post('/rules/validate', { condition })
    const body = JSON.parse(text)
    expect([status, body.valid, typeof body.message, 'note' in body]).toEqual([200, valid, 'string', valid])
  })

  it('needs a condition', async () => {
    expect((await start().post('/rules/validate', {})).status).toBe(400)
  })
})

describe('simulating a rule', () => {
  const simulated = async ({ post }: Started, id: string, sample: object) =>
    JSON.parse((await post(`/rules/${id}/simulate`, sample)).text)

  it('tells the rule, and what its actions would do', async () => {
    const started = start()
    const actions = [
      { type: 'COUNTER', key: 'spend', value: 'event.amount' },
      { type: 'SET_TIER', tier: 'status', level: 'gold' },
    ]
    const { id, order } = await made(started, { actions })
    const sample = {
      event: { type: 'purchase', amount: 0.2 },
      participant_state: { counters: { spend: '0.1' }, tags: [], attributes: {} },
    }
    expect(await simulated(started, id, sample)).toEqual({
      rule: { id, name: 'rule', condition: rule().condition, order, stop_after_match: false },
      evaluation: {
        matched: true,
        status: 'evaluated',
        results: [
          {
            action: actions[0],
            result: {
              current_value: '0.1',
              projected_value: '0.3',
              value: '0.2',
              description: expect.stringContaining('spend'),
            },
          },
          { action: actions[1], result: { description: expect.stringContaining('gold') } },
        ],
      },
    })
  })

  it('tells that it does not match, and changes nothing', async () => {
    const started = start()
    const { id } = await made(started)
    const before = started.emulator.snapshot()
    const { evaluation } = await simulated(started, id, { event: { type: 'refund' } })
    expect(evaluation).toEqual({ matched: false, status: 'evaluated' })
    expect(started.emulator.snapshot()).toEqual(before)
  })

  it('needs an event and a rule', async () => {
    const started = start()
    const { id } = await made(started)
    expect((await started.post(`/rules/${id}/simulate`, {})).status).toBe(400)
    expect((await started.post(`/rules/${crypto.randomUUID()}/simulate`, { event: {} })).status).toBe(404)
  })
})
