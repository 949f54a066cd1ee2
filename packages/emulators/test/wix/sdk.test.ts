import { accounts, tiers } from '@wix/loyalty'
import { ApiKeyStrategy, AppStrategy, createClient } from '@wix/sdk'
import { http } from 'msw'
import { setupServer } from 'msw/node'
import { describe, expect, it } from 'vitest'
import { mswHandlers } from '../../src/index.js'
import { GUID, NOW, NOWHERE, quarter, running, SITE, type Started, start } from './support.js'

/* The real client of Wix against the emulator: everything that it can ask of tiers and accounts. */

/** The client of a site, its requests led to the emulator; no other setting. */
const sdk = ({ emulator }: Pick<Started, 'emulator'>, apiKey = 'IST.sdk') =>
  createClient({
    modules: { tiers, accounts },
    auth: ApiKeyStrategy({ apiKey, siteId: SITE }),
    fetch: (url: string | URL | Request, init?: RequestInit) =>
      emulator.fetch(String(url).replace('https://www.wixapis.com', emulator.url), init),
  })

const definition = (name: string) => ({ name, description: `The ${name} tier` })

/** What the client makes of an error: its status and the code of the application. */
const errorOf = async (promise: Promise<unknown>): Promise<unknown> => {
  const error: unknown = await promise.then(
    () => undefined,
    (cause: unknown) => cause,
  )
  const { status, details, requestId } = Object(error)
  return { status, code: details?.applicationError?.code, violations: details?.validationError, requestId }
}

const conflict = (code: string) => expect.objectContaining({ status: 409, code })

describe('tiers', () => {
  it('are created, read, listed, updated and deleted', async () => {
    const { tiers } = sdk(start())
    const created = await tiers.createTier({ tierDefinition: definition('Gold'), requiredPoints: 200 })
    expect(created).toMatchObject({
      _id: expect.stringMatching(GUID),
      tierDefinition: definition('Gold'),
      requiredPoints: 200,
      revision: '1',
      _createdDate: new Date(NOW),
      _updatedDate: new Date(NOW),
    })
    const id = created._id ?? ''
    expect(await tiers.getTier(id)).toEqual(created)
    expect((await tiers.listTiers()).tiers).toEqual([created])
    const change = { tierDefinition: definition('Platinum'), requiredPoints: 400, revision: '1' }
    const updated = await tiers.updateTier(id, change)
    expect(updated).toEqual({ ...created, ...change, revision: '2' })
    expect(await tiers.deleteTier(id, '2')).toBeUndefined()
    expect(await errorOf(tiers.getTier(id))).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  })

  it('take a whole tier back that was fetched, with its read-only fields', async () => {
    const { tiers } = sdk(start())
    const fetched = await tiers.createTier({ tierDefinition: definition('A'), requiredPoints: 1 })
    const _id = fetched._id ?? ''
    const updated = await tiers.updateTier(_id, { ...fetched, _id, requiredPoints: 2 })
    expect(updated).toMatchObject({ _id, requiredPoints: 2, revision: '2', tierDefinition: definition('A') })
  })

  it('keep icons by URL and of the media', async () => {
    const { tiers } = sdk(start())
    const icon = 'https://example.com/gold.svg'
    const media = 'wix:image://v1/abc_123~mv2.png/gold.png#originWidth=64&originHeight=32'
    const linked = { tierDefinition: { ...definition('A'), icon }, requiredPoints: 1 }
    expect((await tiers.createTier(linked)).tierDefinition?.icon).toBe(icon)
    const uploaded = { tierDefinition: { ...definition('B'), icon: media }, requiredPoints: 2 }
    expect((await tiers.createTier(uploaded)).tierDefinition?.icon).toBe(media)
  })

  it('refuse a stale revision with 409 INVALID_REVISION, and tell the request id', async () => {
    const { tiers } = sdk(start())
    const { _id } = await tiers.createTier({ tierDefinition: definition('A'), requiredPoints: 1 })
    const id = _id ?? ''
    await tiers.updateTier(id, { requiredPoints: 5, revision: '1' })
    const stale = await errorOf(tiers.updateTier(id, { requiredPoints: 6, revision: '1' }))
    expect(stale).toEqual(conflict('INVALID_REVISION'))
    expect(stale).toMatchObject({ requestId: expect.stringMatching(/./) })
    expect(await errorOf(tiers.deleteTier(id, '1'))).toEqual(conflict('INVALID_REVISION'))
    expect((await tiers.getTier(id)).requiredPoints).toBe(5)
  })

  it('refuse a name and points that another tier has', async () => {
    const { tiers } = sdk(start())
    await tiers.createTier({ tierDefinition: definition('A'), requiredPoints: 1 })
    const sameName = tiers.createTier({ tierDefinition: definition('A'), requiredPoints: 2 })
    expect(await errorOf(sameName)).toEqual(conflict('ALREADY_EXISTS'))
    const samePoints = tiers.createTier({ tierDefinition: definition('B'), requiredPoints: 1 })
    expect(await errorOf(samePoints)).toEqual(conflict('ALREADY_EXISTS'))
    expect((await tiers.listTiers()).tiers).toHaveLength(1)
  })

  it('show violations with the whole path of the field', async () => {
    const { tiers } = sdk(start())
    const refused = tiers.createTier({ tierDefinition: definition('A'), requiredPoints: -1 })
    const fieldViolations = [expect.objectContaining({ field: 'tier.requiredPoints' })]
    expect(await errorOf(refused)).toMatchObject({ status: 400, violations: { fieldViolations } })
  })

  it('are created in bulk with a result for each', async () => {
    const { tiers } = sdk(start())
    const item = { tierDefinition: definition('A'), requiredPoints: 1 }
    const { results, bulkActionMetadata } = await tiers.bulkCreateTiers([{ ...item }, { ...item }])
    expect(bulkActionMetadata).toEqual({ totalSuccesses: 1, totalFailures: 1, undetailedFailures: 0 })
    expect(results?.map(({ itemMetadata }) => itemMetadata?.success)).toEqual([true, false])
    expect(results?.[1]?.itemMetadata?.error?.code).toBe('ALREADY_EXISTS')
    expect(results?.[0]?.item).toMatchObject({ requiredPoints: 1, revision: '1' })
  })
})

describe('program settings', () => {
  const settings = { rollingWindow: { durationInMonths: 24 } }

  it('are made by Get Tiers Program, and then changed', async () => {
    const { tiers } = sdk(start())
    expect(await errorOf(tiers.getTiersProgramSettings())).toMatchObject({ status: 404 })
    const program = await tiers.getTiersProgram()
    expect(program).toMatchObject({
      tiers: [],
      programSettings: { status: 'DISABLED', revision: '1', rollingWindow: { durationInMonths: 12 } },
    })
    const change = { ...settings, status: 'ACTIVE' as const, revision: '1' }
    const { programSettings } = await tiers.updateTiersProgramSettings(change)
    expect(programSettings).toMatchObject({ ...settings, status: 'ACTIVE', revision: '2' })
    expect((await tiers.getTiersProgramSettings()).programSettings).toEqual(programSettings)
    expect(await errorOf(tiers.updateTiersProgramSettings(change))).toEqual(conflict('INVALID_REVISION'))
  })

  it('are created once, and lose the base tier that an update leaves out', async () => {
    const { tiers } = sdk(start())
    const baseTierDefinition = definition('Basic')
    const first = await tiers.createTiersProgramSettings({
      ...settings,
      status: 'ACTIVE',
      baseTierDefinition,
    })
    expect(first.programSettings?.baseTierDefinition).toEqual(baseTierDefinition)
    const again = tiers.createTiersProgramSettings({ ...settings, status: 'ACTIVE' })
    expect(await errorOf(again)).toEqual(conflict('ALREADY_EXISTS'))
    const { programSettings } = await tiers.updateTiersProgramSettings({
      ...settings,
      status: 'PAUSED',
      revision: '1',
    })
    expect(programSettings?.baseTierDefinition).toEqual({ name: '', description: '' })
  })
})

describe('accounts', () => {
  it('are read by id, contact and member, and counted', async () => {
    const started = await running()
    const { accounts } = sdk(started)
    const account = await accounts.getAccount(started.account)
    expect(account).toMatchObject({ _id: started.account, revision: '1', points: { balance: 0 } })
    const { contactId = '', memberId } = account
    expect((await accounts.getAccountBySecondaryId({ contactId })).account).toEqual(account)
    expect((await accounts.getAccountBySecondaryId({ memberId: memberId ?? '' })).account).toEqual(account)
    const asMember = sdk(started, `IST.${memberId}`).accounts
    expect((await asMember.getCurrentMemberAccount()).account).toEqual(account)
    expect((await accounts.countAccounts()).count).toBe(1)
    expect(await errorOf(accounts.getAccount(NOWHERE))).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  })

  it('are queried by tier, page by page', async () => {
    const started = await running()
    const { accounts } = sdk(started)
    for (const name of ['b', 'c', 'd']) {
      const { id: member } = started.emulator.addMember({ id: name })
      started.emulator.addActivity({ member, type: 'earn', points: 200 })
    }
    quarter(started)
    const onGold = accounts
      .queryLoyaltyAccounts()
      .eq('tier.id', started.gold)
      .descending('points.balance')
      .limit(2)
    const first = await onGold.find()
    expect(first.items.map(({ tier }) => tier?._id)).toEqual([started.gold, started.gold])
    expect([first.items.length, first.hasNext()]).toEqual([2, true])
    const second = await first.next()
    expect([second.items.length, second.hasNext(), second.hasPrev()]).toEqual([1, false, true])
    const back = await second.prev()
    expect(back.items).toEqual(first.items)
    const onBase = await accounts.queryLoyaltyAccounts().exists('tier.id', false).find()
    expect(onBase.items.map(({ _id }) => _id)).toEqual([started.account])
  })

  it('earn and adjust, are searched and summed up', async () => {
    const started = await running()
    const { accounts } = sdk(started)
    const earn = { amount: 150, appId: 'app', idempotencyKey: 'k', description: 'bought' }
    const earned = await accounts.earnPoints(started.account, earn)
    expect(earned).toMatchObject({ transactionId: expect.stringMatching(GUID), account: { revision: '2' } })
    expect(await accounts.earnPoints(started.account, earn)).toEqual(earned)
    const { account } = await accounts.adjustPoints(started.account, { amount: -30, revision: '2' })
    expect(account?.points).toMatchObject({ balance: 120, earned: 150, adjusted: -30 })
    const stale = accounts.adjustPoints(started.account, { balance: 500, revision: '2' })
    expect(await errorOf(stale)).toEqual(conflict('INVALID_REVISION'))
    quarter(started)
    const { tierTotals, points } = await accounts.getProgramTotals()
    expect(points).toMatchObject({ balance: 120 })
    expect(tierTotals).toContainEqual({ _id: started.silver, numberOfAccounts: 1 })
    const found = await accounts.searchAccounts({ search: { expression: 'AN' } })
    expect(found.accounts?.map(({ _id }) => _id)).toEqual([started.account])
  })

  it('are created for a contact and listed by contacts', async () => {
    const { accounts } = sdk(start())
    const { account: created } = await accounts.createAccount(NOWHERE)
    expect(created).toMatchObject({ contactId: NOWHERE, revision: '1' })
    const listed = await accounts.listAccounts({ contactIds: [NOWHERE, SITE] })
    expect(listed.accounts).toEqual([created])
    expect(await errorOf(accounts.createAccount(NOWHERE))).toEqual(conflict('ALREADY_EXISTS'))
  })
})

it('an app with its secret gets a token, at the address of Wix, and goes on with it', async () => {
  const { emulator } = start({ origin: 'https://www.wixapis.com' })
  const server = setupServer(...mswHandlers(emulator, http))
  server.listen({ onUnhandledRequest: 'error' })
  try {
    const auth = AppStrategy({ appId: 'app', appSecret: 'canary-2', instanceId: SITE })
    const client = createClient({ modules: { tiers }, auth })
    await client.tiers.createTier({ tierDefinition: definition('Gold'), requiredPoints: 200 })
    expect((await client.tiers.listTiers()).tiers).toHaveLength(1)
    const requests = emulator.requests()
    expect(requests.map(({ path }) => path)).toContain('/oauth2/token')
    expect(JSON.stringify(requests)).not.toContain('canary-2')
  } finally {
    server.close()
  }
})
