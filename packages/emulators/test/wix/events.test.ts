import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { accounts, tiers } from '@wix/loyalty'
import { AppStrategy, createClient } from '@wix/sdk'
import { afterEach, describe, expect, it } from 'vitest'
import { GUID, made, NOW, quarter, running, type Started, start, TIERS } from './support.js'

/* About the Structure of Events page, and the events of the tiers and loyalty accounts pages. */

interface Delivery {
  headers: IncomingHttpHeaders
  body: string
}

let receiver: Server | undefined
afterEach(() => {
  receiver?.close()
  receiver?.closeAllConnections()
})

/** A receiver; `next` settles with each delivery in its order. */
const receive = async ({ emulator }: Pick<Started, 'emulator'>, events?: string[]) => {
  const arrived: Delivery[] = []
  const waiting: ((delivery: Delivery) => void)[] = []
  receiver = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    response.writeHead(200).end()
    const delivery = { headers: request.headers, body }
    const taker = waiting.shift()
    if (taker === undefined) arrived.push(delivery)
    else taker(delivery)
  })
  const server = receiver
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  emulator.setWebhooks([
    { url: `http://127.0.0.1:${port}/hook`, ...(events === undefined ? {} : { events }) },
  ])
  return (): Promise<Delivery> =>
    new Promise((resolve) => {
      const ready = arrived.shift()
      if (ready === undefined) waiting.push(resolve)
      else resolve(ready)
    })
}

/** The SDK of an app that receives webhooks, with the emulator's key. */
const app = ({ emulator }: Pick<Started, 'emulator'>) =>
  createClient({
    modules: { tiers, accounts },
    auth: AppStrategy({ appId: 'app', publicKey: emulator.webhookPublicKey ?? '' }),
  })

/** The claims of a JWT, unchecked. */
const claimsOf = (jwt: string) => JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())

const eventOf = ({ body }: Delivery) => {
  const { eventType, data } = JSON.parse(claimsOf(body).data)
  return { eventType, ...JSON.parse(data) }
}

describe('tier events', () => {
  it('are RS256 JWTs whose claim holds JSON as text, twice', async () => {
    const started = start()
    const next = await receive(started)
    const tier = await made(started, 'Gold', 200)
    const { headers, body } = await next()
    expect(headers['content-type']).toBe('text/plain')
    const key = Buffer.from(String(headers['x-rungs-public-key']), 'base64').toString()
    expect(key).toBe(started.emulator.webhookPublicKey)
    const header = JSON.parse(Buffer.from(body.split('.')[0] ?? '', 'base64url').toString())
    expect(header).toMatchObject({ alg: 'RS256' })
    const data = JSON.parse(claimsOf(body).data)
    expect(data).toEqual({
      eventType: 'wix.loyalty.v1.tier_created',
      instanceId: expect.stringMatching(GUID),
      data: expect.any(String),
      identity: expect.any(String),
    })
    expect(JSON.parse(data.data)).toEqual({
      id: expect.stringMatching(GUID),
      entityFqdn: 'wix.loyalty.v1.tier',
      slug: 'created',
      entityId: tier.id,
      eventTime: NOW,
      triggeredByAnonymizeRequest: false,
      originatedFrom: '',
      entityEventSequence: '1',
      createdEvent: { entity: tier },
    })
  })

  it('are understood by the SDK, with its check of the signature', async () => {
    const started = start()
    const next = await receive(started)
    const { id } = await made(started, 'Gold', 200)
    await started.patch(`${TIERS}/${id}`, { tier: { requiredPoints: 300, revision: '1' } })
    await started.delete(`${TIERS}/${id}?revision=2`)
    const client = app(started)
    const seen: unknown[] = []
    client.tiers.onTierCreated(({ entity }) => void seen.push(['created', entity?._id]))
    client.tiers.onTierUpdated(({ entity }) => void seen.push(['updated', entity?.requiredPoints]))
    client.tiers.onTierDeleted(({ metadata }) => void seen.push(['deleted', metadata.entityId]))
    const deliveries = [await next(), await next(), await next()]
    for (const { body } of deliveries) await client.webhooks.process(body)
    expect(seen).toEqual([
      ['created', id],
      ['updated', 300],
      ['deleted', id],
    ])
    const [head, , signature] = deliveries[0]?.body.split('.') ?? []
    const forged = `${head}.${Buffer.from('{"data":"{}"}').toString('base64url')}.${signature}`
    await expect(client.webhooks.process(forged)).rejects.toThrow()
  })
})

describe('account events', () => {
  it('tell of a new account, of points, and of the recalculation that moves it', async () => {
    const started = await running()
    const next = await receive(started)
    const { id } = started.emulator.addMember({ id: 'bob' })
    started.emulator.addActivity({ member: id, type: 'earn', points: 100 })
    quarter(started)
    const events = [
      eventOf(await next()),
      eventOf(await next()),
      eventOf(await next()),
      eventOf(await next()),
    ]
    expect(events.map(({ eventType, entityId }) => [eventType, entityId])).toEqual([
      ['wix.loyalty.v1.account_created', id],
      ['wix.loyalty.v1.account_updated', id],
      ['wix.loyalty.v1.account_points_updated', id],
      ['wix.loyalty.v1.account_updated', id],
    ])
    expect(events[2].actionEvent.body.account).toMatchObject({ id, points: { balance: 100 } })
    expect(events[3].updatedEvent.currentEntity.tier).toMatchObject({ id: started.silver, points: 100 })
    const sequence = events.map(({ entityEventSequence }) => Number(entityEventSequence))
    expect(sequence).toEqual([...sequence].sort((a, b) => a - b))
  })

  it('are posted only where they are wanted, and understood by the SDK', async () => {
    const started = await running()
    const next = await receive(started, ['wix.loyalty.v1.account_points_updated'])
    started.emulator.addActivity({ member: started.account, type: 'earn', points: 100 })
    const { body } = await next()
    const client = app(started)
    const seen: unknown[] = []
    client.accounts.onAccountPointsUpdated(({ data }) => void seen.push(data.account?.points?.balance))
    await client.webhooks.process(body)
    expect(seen).toEqual([100])
  })

  it.each([
    ['with_points', 'BALANCE_UPDATED'],
    ['on_a_tier', 'TIERS_RECALCULATED'],
  ])('tell when rewards become available: %s, by %s', async (reward_available, updateTrigger) => {
    const started = await running({ switches: { reward_available } })
    const next = await receive(started, ['wix.loyalty.v1.account_reward_availability_updated'])
    started.emulator.addActivity({ member: started.account, type: 'earn', points: 100 })
    quarter(started)
    const { body } = await next()
    expect(eventOf({ headers: {}, body })).toMatchObject({
      entityId: started.account,
      actionEvent: { body: { rewardAvailable: true, updateTrigger } },
    })
    const client = app(started)
    const seen: unknown[] = []
    client.accounts.onAccountRewardAvailabilityUpdated(({ data }) => void seen.push(data))
    await client.webhooks.process(body)
    expect(seen).toEqual([{ rewardAvailable: true, updateTrigger }])
  })
})
