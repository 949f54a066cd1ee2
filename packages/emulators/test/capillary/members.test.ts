import { describe, expect, it } from 'vitest'
import { receive } from '../receiver.js'
import { customer, earn, expiryOf, loyalty, publishTier, redeem, serialOf } from './members.js'
import { GOLD, publish, start, stateOf, tiers } from './support.js'

const DAILY = 977
const VALIDITY = { periodType: 'SLAB_UPGRADE', periodValue: 12, renewal: { conditions: { purchase: '10' } } }

describe('members', () => {
  it('are customers with a number, in the base tier of every program', async () => {
    const started = start()
    const { status, body } = await started.control('POST', 'members', {
      id: 'ann',
      since: '2020-02-29T00:00:00Z',
    })
    expect([status, body]).toEqual([201, { id: expect.stringMatching(/^\d+$/) }])
    const answer = await started.get(`/v2/customers/${body.id}/tierDetails?fetchDataForAllPrograms=true`)
    expect(
      answer.body.programTiers.map(({ programId, currentTierName }) => [programId, currentTierName]),
    ).toEqual([973, 974, 975, 976, 977].map((program) => [program, 'Bronze']))
  })

  it('are enrolled once: 409', async () => {
    const { control } = start()
    await control('POST', 'members', { id: 'ann' })
    expect((await control('POST', 'members', { id: 'ann' })).status).toBe(409)
  })

  it('are counted in their tiers', async () => {
    const started = start()
    earn(started, customer(started, 'ann'), 5000)
    customer(started, 'bob')
    expect((await tiers(started)).map(({ customerCount }) => customerCount)).toEqual([1, 1])
  })
})

describe('activity', () => {
  it.each([
    [{ type: 'earn', points: 5000 }, 6000, 6000, 'Silver'],
    [{ type: 'earn', points: '3999.99' }, 4999.99, 4999.99, 'Bronze'],
    [{ type: 'redeem', points: 1 }, 999, 1000, 'Bronze'],
    [{ type: 'expire', points: 1000 }, 0, 1000, 'Bronze'],
    [{ type: 'refund', points: 500 }, 500, 1000, 'Bronze'],
    [{ type: 'adjust', points: -1 }, 999, 999, 'Bronze'],
    [{ type: 'adjust', points: '4000.0' }, 5000, 5000, 'Silver'],
    [{ type: 'purchase', spend: '99.90' }, 1000, 1000, 'Bronze'],
    [{ type: 'visit' }, 1000, 1000, 'Bronze'],
    [{ type: 'touch' }, 1000, 1000, 'Bronze'],
    [{ type: 'counter', counter: 'nights', add: 3 }, 1000, 1000, 'Bronze'],
    [{ type: 'set_tier', tier: 'Silver' }, 1000, 1000, 'Silver'],
    [{ type: 'set_tier', tier: '25220' }, 1000, 1000, 'Silver'],
    [{ type: 'set_tier', tier: null }, 1000, 1000, 'Bronze'],
  ])('%j at 1000 points', async (activity, points, lifetime, tier) => {
    const started = start()
    const member = customer(started)
    earn(started, member, 1000)
    expect((await started.control('POST', 'activity', { member, ...activity })).status).toBe(204)
    expect(await loyalty(started, member)).toMatchObject({
      loyaltyPoints: points,
      lifetimePoints: lifetime,
      currentSlab: tier,
    })
  })

  it.each([
    [{ type: 'redeem', points: 1001 }, 400, 'points'],
    [{ type: 'earn', points: -1 }, 400, 'points'],
    [{ type: 'adjust', points: -1001 }, 400, 'points'],
    [{ type: 'purchase', spend: -1 }, 400, 'spend'],
    [{ type: 'counter', counter: 'nights' }, 400, 'counter'],
    [{ type: 'counter', counter: '__proto__', add: 1 }, 400, 'counter'],
    [{ type: 'earn', points: 1, at: '2026-03-01T00:00:01Z' }, 400, 'at'],
    [{ type: 'set_tier', tier: 'None' }, 404, 'tier'],
    [{ type: 'set_tier', tier: 'Silver', until: '2026-03-01T00:00:00Z' }, 400, 'until'],
    [{ type: 'visit', member: '1' }, 404, 'member'],
  ])('refuses %j and stays', async (activity, code, path) => {
    const started = start()
    const member = customer(started)
    earn(started, member, 1000)
    const before = stateOf(started)
    const { status, body } = await started.control('POST', 'activity', { member, ...activity })
    expect([status, body.error.issues[0]?.path]).toEqual([code, path])
    expect(stateOf(started)).toBe(before)
  })

  it('amounts are exact: 0.1 and 0.2 meet 0.3', async () => {
    const started = start({ seed: 'empty' })
    await publishTier(started, 'Gold', 0.3)
    const member = customer(started)
    earn(started, member, 0.1)
    expect(await serialOf(started, member)).toBe(1)
    earn(started, member, '0.2')
    expect(await serialOf(started, member)).toBe(2)
  })

  it('an assignment with an end is taken back to the base tier at that instant', async () => {
    const started = start()
    const member = customer(started)
    const until = '2026-06-01T12:00:00Z'
    started.emulator.addActivity({ member, type: 'set_tier', tier: 'Silver', until })
    expect(await expiryOf(started, member)).toBe(until)
    started.emulator.setClock('2026-06-01T11:59:59Z')
    expect(await serialOf(started, member)).toBe(2)
    started.emulator.setClock(until)
    expect(await serialOf(started, member)).toBe(1)
  })

  it('redeeming lowers nobody before a check', async () => {
    const started = start()
    const member = customer(started)
    earn(started, member, 5000)
    redeem(started, member, 5000)
    expect(await serialOf(started, member)).toBe(2)
  })

  it('a new tier moves nobody before his next activity', async () => {
    const started = start()
    const member = customer(started)
    earn(started, member, 20_000)
    await publish(started)
    expect(await serialOf(started, member)).toBe(2)
    started.emulator.addActivity({ member, type: 'touch' })
    expect(await serialOf(started, member)).toBe(3)
  })

  it.each([
    ['CUMULATIVE_POINTS', { type: 'redeem', points: 5000 }, 2],
    ['CUMULATIVE_PURCHASES', { type: 'purchase', spend: '5000' }, 2],
    ['CUMULATIVE_PURCHASES', { type: 'purchase', spend: '4999.99' }, 1],
  ])('with the KPI %s: %j', async (kpiType, activity, serial) => {
    const started = start({ seed: 'empty' })
    await started.post('/programs/973/updateTierAdvancedSettings', { kpiType })
    const member = customer(started)
    earn(started, member, 5000)
    await publishTier(started, 'Gold', 5000)
    await started.control('POST', 'activity', { member, ...activity })
    expect(await serialOf(started, member)).toBe(serial)
  })

  it('with the KPI TRACKER_VALUE_BASED the tracker that the tier names counts', async () => {
    const started = start({ seed: 'empty' })
    await started.post('/programs/973/updateTierAdvancedSettings', { kpiType: 'TRACKER_VALUE_BASED' })
    const conditions = [
      { type: 'TRACKER', value: '3', trackerName: 'nights', trackerId: 1, trackerCondition: 2 },
    ]
    await publish(started, { ...GOLD, eligibility: { threshold: 3, conditions } })
    const member = customer(started)
    started.emulator.addActivity({ member, type: 'counter', counter: 'nights', add: 2 })
    expect(await serialOf(started, member)).toBe(1)
    started.emulator.addActivity({ member, type: 'counter', counter: 'nights', set: 3 })
    expect(await serialOf(started, member)).toBe(2)
  })
})

describe('events', () => {
  it('upgrades and downgrades are posted, with the numbers of the tiers', async () => {
    const { url, next } = await receive()
    const started = start()
    await publishTier(started, 'Gold', 20_000, { program: DAILY, validity: VALIDITY })
    const member = customer(started)
    started.emulator.setWebhooks([{ url, events: ['tierUpgraded', 'tierDowngraded'] }])
    started.emulator.addActivity({
      member,
      type: 'set_tier',
      tier: String((await tiers(started, DAILY)).at(-1)?.slabId),
    })
    const upgraded = JSON.parse((await next()).body)
    expect(upgraded).toMatchObject({
      eventName: 'tierUpgraded',
      data: {
        customerId: Number(member),
        programId: DAILY,
        previousTierNumber: 1,
        upgradedTierNumber: 3,
        upgradeType: 'EAGER',
        tierExpiryDate: '2027-02-28T23:59:59.000Z',
      },
    })
    started.emulator.setClock('2027-03-01T00:00:00Z')
    expect(JSON.parse((await next()).body)).toMatchObject({
      eventName: 'tierDowngraded',
      eventTime: '2027-03-01T00:00:00Z',
      data: { previousTierNumber: 3, currentTierNumber: 2 },
    })
  })
})
