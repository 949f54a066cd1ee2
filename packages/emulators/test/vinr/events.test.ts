import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Delivery, receive } from '../receiver.js'
import { accountAt, NOW_SECONDS, post, type Started, start } from '../support.js'

/* Events and webhooks pages; related events of the tiers, loyalty accounts and points transactions pages. */

const typesOf = async ({ get }: Started, query = '') =>
  (await get(`/v1/events?limit=100${query}`)).body.data.map(({ type }) => type)

describe('events', () => {
  it('tell of tiers, accounts, points and customers, newest first', async () => {
    const started = start()
    await started.form('/v1/tiers/tier_gold', { name: 'Platinum' })
    await started.form('/v1/tiers', { name: 'New', min_points: '9000' })
    await started.delete('/v1/tiers/tier_silver')
    const account = accountAt(started.emulator, 0)
    await post(started, account, 'credit', 10)
    await post(started, account, 'credit', 6000)
    expect(await typesOf(started)).toEqual([
      'loyalty_account.updated',
      'points_transaction.created',
      'points_transaction.created',
      'loyalty_account.created',
      'tier.created',
      'tier.updated',
    ])
  })

  it('carry the snapshot that a retrieve shows', async () => {
    const started = start()
    const { body: tier } = await started.form('/v1/tiers', { name: 'New', min_points: '9000' })
    const [event] = (await started.get('/v1/events')).body.data
    expect(event).toEqual({
      id: expect.stringMatching(/^evt_\w+$/),
      type: 'tier.created',
      data: { object: tier },
      created: NOW_SECONDS,
    })
    await started.form(`/v1/tiers/${tier.id}`, { name: 'Renamed' })
    expect((await started.get(`/v1/events/${event?.id}`)).body).toEqual(event)
    expect((await started.get('/v1/events/evt_none')).status).toBe(404)
  })

  it('are found by type and by time', async () => {
    const started = start()
    await started.form('/v1/tiers', { name: 'A', min_points: '1' })
    started.emulator.advanceClock('PT10S')
    await started.form('/v1/tiers/tier_gold', { name: 'B' })
    expect(await typesOf(started, '&type=tier.created')).toEqual(['tier.created'])
    expect(await typesOf(started, `&created.gte=${NOW_SECONDS + 10}`)).toEqual(['tier.updated'])
    expect(await typesOf(started, `&created[gte]=${NOW_SECONDS}`)).toHaveLength(2)
    expect(await typesOf(started, `&created.gte=${NOW_SECONDS + 11}`)).toEqual([])
  })
})

describe('webhooks', () => {
  it('get the events in order, signed with the secret over timestamp.body', async () => {
    const started = start()
    const { url, next } = await receive()
    started.emulator.setWebhooks([{ url, secret: 'whsec_1' }])
    await started.form('/v1/tiers', { name: 'A', min_points: '1' })
    await started.form('/v1/tiers/tier_gold', { name: 'B' })
    const [first, second] = [await next(), await next()]
    expect([first, second].map(({ body }) => JSON.parse(body).type)).toEqual(['tier.created', 'tier.updated'])
    expect(first.headers['content-type']).toBe('application/json')
    expect(first.headers['x-vinr-timestamp']).toBe(String(NOW_SECONDS))
    const signature = createHmac('sha256', 'whsec_1').update(`${NOW_SECONDS}.${first.body}`).digest('hex')
    expect(first.headers['x-vinr-signature']).toBe(signature)
    const [event] = (await started.get('/v1/events?type=tier.created')).body.data
    expect(JSON.parse(first.body)).toEqual(event)
  })

  it('are signed over the body alone when the switch says so', async () => {
    const started = start({ switches: { webhook_signature: 'body' } })
    const { url, next } = await receive()
    started.emulator.setWebhooks([{ url }])
    await started.form('/v1/tiers', { name: 'A', min_points: '1' })
    const { headers, body } = await next()
    expect(headers['x-vinr-signature']).toBe(createHmac('sha256', 'whsec_rungs').update(body).digest('hex'))
  })

  it('get only the events that they want', async () => {
    const started = start()
    const { url, next } = await receive()
    started.emulator.setWebhooks([{ url, events: ['tier.updated'] }])
    await started.form('/v1/tiers', { name: 'A', min_points: '1' })
    await started.form('/v1/tiers/tier_gold', { name: 'B' })
    expect(JSON.parse((await next()).body).type).toBe('tier.updated')
  })

  it('are tried again after 1 min and 5 min of the emulator when they do not answer 2xx', async () => {
    const started = start()
    const { url, next, arrived } = await receive(500, 503)
    started.emulator.setWebhooks([{ url }])
    await started.form('/v1/tiers', { name: 'A', min_points: '1' })
    const first = await next()
    // The attempt counts as failed once the answer is read, so the clock is moved until the next one is due.
    const retried = async (step: string): Promise<Delivery> => {
      const delivery = next()
      let found = false
      delivery.then(() => {
        found = true
      })
      while (!found) {
        await new Promise((resolve) => setTimeout(resolve, 5))
        started.emulator.advanceClock(step)
      }
      return delivery
    }
    const second = await retried('PT1M')
    const third = await retried('PT5M')
    expect([second.body, third.body]).toEqual([first.body, first.body])
    expect(Number(second.headers['x-vinr-timestamp'])).toBeGreaterThanOrEqual(NOW_SECONDS + 60)
    expect(Number(third.headers['x-vinr-timestamp'])).toBeGreaterThanOrEqual(NOW_SECONDS + 360)
    expect(arrived).toEqual([])
  })
})
