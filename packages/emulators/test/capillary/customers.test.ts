import { describe, expect, it } from 'vitest'
import { customer, earn, expiryOf, programTier, publishTier, serialOf, spend } from './members.js'
import { start } from './support.js'

const VALIDITY = { periodType: 'SLAB_UPGRADE', periodValue: 12, renewal: { conditions: { purchase: '10' } } }

describe('customer reads', () => {
  it('tierDetails has no envelope; at the top there is no next tier', async () => {
    const started = start()
    const member = customer(started)
    earn(started, member, 5000)
    const { body } = await started.get(
      `/v2/customers/${member}/tierDetails?programId=973&entityType=CUSTOMER`,
    )
    expect(body).toEqual({
      entityId: Number(member),
      entityType: 'CUSTOMER',
      programTiers: [
        {
          programId: 973,
          currentTierName: 'Silver',
          currentTierSerialNumber: 2,
          tierExpiryDate: '2126-03-01 00:00:00',
          tierExpiryDateISO: '2126-03-01T00:00:00Z',
          nextTierName: '',
          nextTierSerialNumber: -1,
        },
      ],
      warnings: [],
    })
  })

  it('a look-up answers the same, by any identifier', async () => {
    const started = start()
    const member = customer(started, 'ann@example.com')
    const { text } = await started.get(`/v2/customers/${member}/tierDetails`)
    for (const [name, value] of [
      ['mobile', 'ann@example.com'],
      ['externalId', 'ann@example.com'],
      ['id', member],
    ]) {
      const query = `source=INSTORE&identifierName=${name}&identifierValue=${value}`
      expect((await started.get(`/v2/customers/lookup/tierDetails?${query}`)).text).toBe(text)
    }
  })

  it('the next tier is named below the top', async () => {
    const started = start()
    expect(await programTier(started, customer(started))).toMatchObject({
      currentTierName: 'Bronze',
      nextTierName: 'Silver',
      nextTierSerialNumber: 2,
    })
  })

  it('gaps say what is missing to the next tier and to the renewal; the base tier has none to renew', async () => {
    const started = start()
    await publishTier(started, 'Gold', 20_000, { validity: VALIDITY })
    const member = customer(started)
    interface Details {
      loyaltyProgramDetails: { programId: number; upgradeStrategies: object[]; gapToRenewSummary?: object }[]
    }
    const details = async () => {
      const { text } = await started.get(
        `/v2/customers/${member}?source=INSTORE&embed=mlp&gapToUpgrade=0&gapToRenew=0`,
      )
      const { loyaltyProgramDetails }: Details = JSON.parse(text)
      return loyaltyProgramDetails.find(({ programId }) => programId === 973)
    }
    expect(await details()).toMatchObject({
      upgradeStrategies: [{ basis: 'CURRENT_POINTS', threshold: 5000, currentValue: 0, gapToUpgrade: 5000 }],
    })
    expect((await details())?.gapToRenewSummary).toBeUndefined()
    earn(started, member, 20_000)
    spend(started, member, 4)
    expect(await details()).toMatchObject({
      upgradeStrategies: [],
      gapToRenewSummary: {
        tierExpiryDate: '2027-02-28T23:59:59Z',
        renewConfirmed: false,
        renewStrategies: [{ basis: 'purchase', threshold: 10, currentValue: 4, gapToRenew: 6 }],
      },
    })
  })

  it('v1.1 tells the history of tiers', async () => {
    const started = start()
    await publishTier(started, 'Gold', 20_000, {
      validity: { ...VALIDITY, renewal: { ...VALIDITY.renewal, downgradeTo: 'LOWEST' } },
    })
    const member = customer(started)
    earn(started, member, 5000)
    earn(started, member, 15_000)
    started.emulator.setClock('2027-03-01T00:00:00Z')
    const { text } = await started.get('/v1.1/customer/get?format=json&mobile=ann&slab_history=true')
    const { response } = JSON.parse(text)
    expect(response.status).toEqual({ success: 'true', code: 200, message: 'Success' })
    const [{ slab_history: history }] = response.customers.customer
    expect(
      history.map(({ from, to, type, changed_on }: Record<string, string>) => [from, to, type, changed_on]),
    ).toEqual([
      ['Bronze', 'Silver', 'UPGRADE', '2026-03-01 00:00:00'],
      ['Silver', 'Gold', 'UPGRADE', '2026-03-01 00:00:00'],
      ['Gold', 'Bronze', 'DOWNGRADE', '2027-03-01 00:00:00'],
    ])
  })
})

describe('manual adjustment', () => {
  const adjusting = async () => {
    const started = start()
    await publishTier(started, 'Gold', 20_000, { validity: VALIDITY })
    const member = customer(started)
    const path = '/v2/slab/manualSlabAdjustment?source=INSTORE&identifierName=mobile&identifierValue=ann'
    const adjust = (body: object) => started.post(path, { programId: 973, ...body })
    return { ...started, member, adjust }
  }

  it('raises, in the shape of its page', async () => {
    const { adjust, member } = await adjusting()
    const { status, body } = await adjust({
      slabAction: 'UPGRADE',
      toSlabName: 'Gold',
      manualSlabActionValidity: 'SPECIFIC_DATE',
      manualSlabActionValidityUpto: '2026-11-30',
      reassessTierOnNextActivity: false,
      slabChangeReason: 'because',
    })
    expect([status, body]).toEqual([
      200,
      {
        programId: 973,
        entityId: Number(member),
        sideEffects: [
          {
            previousSlabName: 'Bronze',
            previousSlabNumber: 1,
            upgradedSlabName: 'Gold',
            upgradedSlabNumber: 3,
            slabExpiryDate: '30th Nov, 2026',
            type: 'slab',
          },
        ],
        warnings: [],
      },
    ])
  })

  it.each([
    [{}, '2027-02-28T23:59:59Z'],
    [{ manualSlabActionValidity: 'AS_PER_TIER_STRATEGY' }, '2027-02-28T23:59:59Z'],
    [
      { manualSlabActionValidity: 'FIXED_DURATION', manualSlabActionValidityUpto: '3' },
      '2026-05-31T23:59:59Z',
    ],
    [
      { manualSlabActionValidity: 'SPECIFIC_DATE', manualSlabActionValidityUpto: '2026-04-10' },
      '2026-04-10T23:59:59Z',
    ],
  ])('with %j it ends %s, and is checked like any other', async (more, expiry) => {
    const { adjust, member, ...started } = await adjusting()
    await adjust({ slabAction: 'UPGRADE', toSlabName: 'Gold', ...more })
    expect(await expiryOf(started, member)).toBe(expiry)
    started.emulator.setClock('2027-03-01T00:00:00Z')
    expect(await serialOf(started, member)).toBe(2)
  })

  it('lowers, renews and extends', async () => {
    const { adjust, member, ...started } = await adjusting()
    earn(started, member, 20_000)
    await adjust({ slabAction: 'DOWNGRADE', toSlabName: 'Silver' })
    expect(await serialOf(started, member)).toBe(2)
    await adjust({ slabAction: 'UPGRADE', toSlabName: 'gold' })
    const until = { manualSlabActionValidity: 'SPECIFIC_DATE', manualSlabActionValidityUpto: '2028-01-31' }
    await adjust({ slabAction: 'EXTEND_CURRENT_TIER_EXPIRY_DATE', ...until })
    expect([await serialOf(started, member), await expiryOf(started, member)]).toEqual([
      3,
      '2028-01-31T23:59:59Z',
    ])
    await adjust({ slabAction: 'RENEWAL' })
    expect(await expiryOf(started, member)).toBe('2026-03-31T23:59:59Z')
  })

  it('refuses a reason of more than 255 characters', async () => {
    const { adjust } = await adjusting()
    const more = { slabAction: 'UPGRADE', toSlabName: 'Gold' }
    expect((await adjust({ ...more, slabChangeReason: 'r'.repeat(256) })).status).toBe(400)
    expect((await adjust({ ...more, slabChangeReason: 'r'.repeat(255) })).status).toBe(200)
  })
})
