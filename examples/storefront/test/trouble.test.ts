import type { Fault } from '@rungs/emulators'
import { memory, withFaults } from '@rungs/memory'
import { createClient } from 'rungs'
import { afterEach, describe, expect, it } from 'vitest'
import { Rewards } from '../src/rewards.js'
import { openShop, providers, type Running, serveSite, Visitor } from './open.js'

const resting = 'Our rewards service does not answer at the moment.'
const ours = 'Something is set up wrongly on our side.'
const busy = 'Many people are looking at their rewards right now.'

/** What no shopper shall read: stacks, codes of ours, and words of the wire. */
const innards =
  /\bat \w+ \(|node:internal|\.ts:\d|RungsError|undefined|\[object|ECONNREFUSED|HTTP|127\.0\.0\.1/

const shops: Running[] = []
afterEach(async () => {
  for (const shop of shops.splice(0)) await shop.close()
})

async function shopOn(use: string): Promise<{ shop: Running; ada: Visitor }> {
  const shop = await openShop(use, 1500)
  shops.push(shop)
  const ada = new Visitor(shop.url)
  await ada.post('/sign-in', { shopper: 'ada' })
  return { shop, ada }
}

const vendors = providers.filter((name) => name !== 'memory')
const forever = { times: 1000 }

describe.each(vendors)('when %s is in trouble', (use) => {
  const cases: [string, Fault, string][] = [
    ['is down', { kind: 'status', status: 503, ...forever }, resting],
    ['refuses the key', { kind: 'status', status: 401, ...forever }, ours],
    ['has too many requests', { kind: 'status', status: 429, ...forever }, busy],
    ['resets connections', { kind: 'reset', ...forever }, resting],
    ['answers with the page of a gateway', { kind: 'html', ...forever }, resting],
    ['never answers', { kind: 'hang', ...forever }, resting],
  ]

  it.each(cases)('and %s, the page comes and says so in a sentence', async (_, fault, sentence) => {
    const { shop, ada } = await shopOn(use)
    shop.backends.emulator(use)?.setFaults([fault])
    const { status, $, html } = await ada.get()
    expect(status).toBe(503)
    expect($('[role="alert"]').text()).toContain(sentence)
    expect(html).not.toMatch(innards)
    expect($('h1').text()).toBe('Northway Rewards')
    expect(shop.log.join()).not.toBe('')
  })

  it('shows the ladder as it was last seen while the vendor is away, and all of it when it is back', async () => {
    const { shop, ada } = await shopOn(use)
    await ada.get()
    shop.backends.emulator(use)?.setFaults([{ kind: 'status', status: 503, ...forever }])
    const away = await ada.get()
    expect(away.text).toContain('This is the ladder as we last saw it.')
    expect(away.$('ol.ladder > li')).toHaveLength(3)
    expect(away.$('[aria-current="step"]')).toHaveLength(0)
    shop.backends.emulator(use)?.clearFaults()
    const back = await ada.get()
    expect(back.status).toBe(200)
    expect(back.text).toContain('Ada, you are Gold')
  })

  it('and is not there at all, the page still comes', async () => {
    const { shop, ada } = await shopOn(use)
    await shop.backends.close()
    const { status, $, html } = await ada.get()
    expect(status).toBe(503)
    expect($('[role="alert"]').text()).toContain(resting)
    expect(html).not.toMatch(innards)
  })
})

describe('an order that fails', () => {
  it('is told, keeps its number, and is booked once when it is sent again', async () => {
    const { shop, ada } = await shopOn('vinr')
    const order = (await ada.get()).$('input[name="order"]').attr('value') ?? ''
    const path = '/v1/points-transactions'
    shop.backends.emulator('vinr')?.setFaults([{ kind: 'lost_reply', method: 'POST', path, ...forever }])
    const failed = await ada.post('/buy', { product: 'tent', order })
    expect(failed.status).toBe(503)
    expect(failed.$('[role="alert"]').text()).toContain('an order is never counted twice')
    expect(failed.$('input[name="order"]').attr('value')).toBe(order)
    shop.backends.emulator('vinr')?.clearFaults()
    const again = await ada.post('/buy', { product: 'tent', order })
    expect(again.$('[role="status"]').text()).toContain('Thank you')
    expect(again.$('[role="progressbar"]').attr('aria-valuenow')).toBe('9000')
  })
})

describe('in memory', () => {
  it('the page comes when only the standing fails, with the ladder as it is now', async () => {
    const provider = withFaults(memory({ ladder: { tiers: [{ name: 'Silver', threshold: 1000 }] } }))
    const rewards = new Rewards(createClient(provider, { retries: 0 }), new Map())
    const shoppers = [{ id: 'ada', name: 'Ada', memberId: 'ada' }]
    const site = await serveSite({ rewards, shoppers, log: () => undefined })
    const ada = new Visitor(site.url)
    await ada.post('/sign-in', { shopper: 'ada' })
    provider.setFaults([{ kind: 'status', status: 503, operation: 'members.standing', times: 9 }])
    const { status, text } = await ada.get()
    await site.close()
    expect(status).toBe(503)
    expect(text).toContain(resting)
    expect(text).toContain('From 1,000 points')
    expect(text).not.toContain('last saw')
  })
})
