import type { Emulator, Vendor } from '../../src/index.js'

/** The fields of answers that later requests need. */
interface Answered {
  id: string
  tier: { id: string }
  account: { id: string; revision: string }
  data: { objectId: string; slabId: number; tierUniqueId: string }
}

export interface Caller {
  emulator: Emulator
  json(method: string, path: string, body?: unknown): Promise<Answered>
  form(path: string, fields: string): Promise<Answered>
}

/** Requests as the vendor's own pages show them, in an order in which an app would send them. */
export interface Scenario {
  run(caller: Caller): Promise<void>
  /** The status that the vendor's pages say of each request, in their order. */
  statuses: readonly number[]
}

type Run = Scenario['run']

const vinr: Run = async ({ emulator, json, form }) => {
  const list = () => json('GET', '/v1/tiers?limit=100')
  await list()
  // Once more, to see that the threshold is free.
  await list()
  const { id: tier } = await form('/v1/tiers', 'name=Platinum&min_points=7500&benefits%5B%5D=Lounge+access')
  await json('GET', `/v1/tiers/${tier}`)
  await list()
  await form(`/v1/tiers/${tier}`, 'min_points=8000')
  await form('/v1/tiers', 'name=&min_points=1')
  const { id: account } = emulator.addMember({ id: 'ann' })
  const accounts = '/v1/loyalty-accounts?customer=cust_ann&limit=1'
  await json('GET', accounts)
  await form(
    '/v1/points-transactions',
    `loyalty_account=${account}&amount=5200&type=credit&reason=First+order`,
  )
  await json('GET', accounts)
  await list()
  await form('/v1/points-transactions', `loyalty_account=${account}&amount=300&type=debit&reason=Voucher`)
  await json('GET', accounts)
  await form('/v1/points-transactions', `loyalty_account=${account}&amount=9000&type=debit&reason=Too+much`)
  await json('DELETE', `/v1/tiers/${tier}`)
  await json('GET', `/v1/tiers/${tier}`)
}

const wix: Run = async ({ emulator, json }) => {
  const tiers = '/loyalty-tiers/v1/tiers'
  const tierOf = (name: string, requiredPoints: number) => ({
    tier: { tierDefinition: { name, description: `${name} members` }, requiredPoints },
  })
  await json('GET', `${tiers}/program`)
  await json('PATCH', `${tiers}/program-settings`, {
    programSettings: {
      status: 'ACTIVE',
      revision: '1',
      rollingWindow: { durationInMonths: 12 },
      baseTierDefinition: { name: 'Basic' },
    },
  })
  await json('POST', tiers, tierOf('Silver', 100))
  const { tier: gold } = await json('POST', tiers, tierOf('Gold', 500))
  await json('POST', tiers, tierOf('Gold', 600))
  await json('GET', tiers)
  await json('GET', `${tiers}/${gold.id}?tierId=${gold.id}`)
  const dearer = { tier: { id: gold.id, revision: '1', ...tierOf('Gold', 700).tier } }
  await json('PATCH', `${tiers}/${gold.id}`, dearer)
  await json('PATCH', `${tiers}/${gold.id}`, dearer)
  const { id: account } = emulator.addMember({ id: 'ann' })
  const accounts = '/loyalty-accounts/v1/accounts'
  await json('GET', `${accounts}/${account}?id=${account}`)
  await json('POST', `${accounts}/${account}/earn-points`, {
    accountId: account,
    amount: 150,
    appId: '11111111-2222-4333-8444-555555555555',
    idempotencyKey: 'order-1',
    description: 'First order',
  })
  emulator.advanceClock('PT15M')
  await json('GET', `${accounts}/${account}?id=${account}`)
  await json('DELETE', `${tiers}/${gold.id}?tierId=${gold.id}&revision=2`)
  await json('GET', `${tiers}/${gold.id}?tierId=${gold.id}`)
}

const scrip: Run = async ({ emulator, json }) => {
  const program = '550e8400-e29b-41d4-a716-446655440001'
  const tiers = `/v1/programs/${program}/tiers`
  const spend = (threshold: number) => ({
    mode: 'ALL',
    criteria: [{ counter: 'ytd_spend', operator: '>=', threshold }],
  })
  await json('GET', tiers)
  const body = {
    key: 'loyalty',
    display_name: 'Loyalty Status',
    levels: [
      { key: 'silver', rank: 1, display_name: 'Silver', qualification: spend(500) },
      { key: 'gold', rank: 2, display_name: 'Gold', benefits: { lounge: true }, qualification: spend(2000) },
    ],
    lifecycle: {
      retention: { mode: 'PERIOD_BASED' },
      qualification_period: { type: 'CALENDAR_YEAR' },
      downgrade_policy: { mode: 'DROP_TO_QUALIFYING' },
      counters: { rollover: 'NONE', qualifying: ['ytd_spend'] },
    },
  }
  await json('POST', tiers, body)
  await json('POST', tiers, body)
  await json('GET', `${tiers}/loyalty`)
  await json('PATCH', `${tiers}/loyalty`, { levels: [{ key: 'gold', qualification: spend(3000) }] })
  const { id: ann } = emulator.addMember({ id: 'ann' })
  const state = `/v1/participants/${ann}/state`
  await json('PUT', `${state}/counters/ytd_spend?program_id=${program}`, { value: '600' })
  const { id: event } = await json('POST', '/v1/events', {
    program_id: program,
    idempotency_key: 'order-1',
    event_timestamp: '2026-03-01T00:00:00Z',
    event_data: { type: 'order' },
    participant_id: ann,
  })
  await json('GET', `/v1/events/${event}`)
  await json('GET', `${state}/tiers?program_id=${program}`)
  await json('GET', `${state}/counters`)
  await json('POST', `${tiers}/loyalty/archive`)
  await json('PATCH', `${tiers}/loyalty`, { display_name: 'Late' })
}

const capillary: Run = async ({ emulator, json }) => {
  const tiers = '/v3/tiers'
  const list = () => json('GET', `${tiers}?programId=973`)
  const body = {
    programId: 973,
    name: 'Platinum',
    description: 'Premium tier for top spenders',
    color: '#E5E4E2',
    eligibility: { kpiType: 'CURRENT_POINTS', threshold: 75_000, upgradeType: 'LAZY' },
    validity: { periodType: 'SLAB_UPGRADE', periodValue: 12, unit: 'NUM_MONTHS' },
  }
  await list()
  const { data: draft } = await json('POST', tiers, body)
  await json('POST', tiers, { ...body, name: 'Diamond' })
  await json('POST', tiers, { ...body, name: '' })
  await json('GET', `${tiers}/${draft.tierUniqueId}`)
  const path = `${tiers}/${draft.objectId}`
  await json('POST', `${path}/submit`)
  await json('GET', `${tiers}/approvals?programId=973`)
  await json('POST', `${path}/approve`, { approvalStatus: 'REJECT', comment: 'Too high' })
  await json('PUT', path, { eligibility: { threshold: 50_000 } })
  await json('POST', `${path}/submit`)
  const { data: live } = await json('POST', `${path}/approve`, { approvalStatus: 'APPROVE' })
  await json('PUT', `${tiers}/${live.slabId}?programId=973`, { description: 'For the best' })
  await list()
  await json('GET', `${tiers}/${live.slabId}`)
  await json('DELETE', path)
  await json('GET', `${tiers}/ut-973-099`)
  const { id: ann } = emulator.addMember({ id: 'ann' })
  emulator.addActivity({ member: ann, type: 'earn', points: 50_000 })
  await json('GET', `/v2/customers/${ann}/tierDetails?programId=973&entityType=CUSTOMER`)
  const lookup = 'source=INSTORE&identifierName=mobile'
  await json('GET', `/v2/customers/lookup/tierDetails?${lookup}&identifierValue=ann`)
  await json('GET', `/v2/customers/lookup/loyaltyDetails?${lookup}&identifierValue=ann`)
  await json('GET', `/v2/customers/lookup/tierDetails?${lookup}&identifierValue=bob`)
}

export const scenarios: Partial<Record<Vendor, Scenario>> = {
  vinr: {
    run: vinr,
    statuses: [200, 200, 200, 200, 200, 200, 400, 200, 200, 200, 200, 200, 200, 422, 200, 404],
  },
  capillary: {
    run: capillary,
    statuses: [
      200, 200, 409, 400, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 409, 404, 200, 200, 200, 400,
    ],
  },
  wix: { run: wix, statuses: [200, 200, 200, 200, 409, 200, 200, 200, 409, 200, 200, 200, 200, 404] },
  scrip: { run: scrip, statuses: [200, 201, 409, 200, 200, 200, 202, 200, 200, 200, 200, 409] },
}
