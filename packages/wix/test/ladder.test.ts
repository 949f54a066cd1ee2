import type { JsonObject } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { type Answer, errorOf, gold, refusal, type Seen, silver, siteId, stub } from './support.js'

const icon = { id: '', url: 'shapes/a.svg', height: 0, width: 0 }
const settings = {
  status: 'ACTIVE',
  rollingWindow: { durationInMonths: 12 },
  revision: '3',
  baseTierDefinition: { name: 'Basic', description: 'All', icon },
}
const serving =
  (write: (request: Seen) => Answer, current: () => JsonObject = () => settings) =>
  (request: Seen): Answer =>
    request.method === 'GET'
      ? { body: { tiers: [gold, silver], programSettings: current() } }
      : write(request)
const echo = ({ body }: Seen): Answer => ({
  body: { programSettings: { ...(body as { programSettings: JsonObject }).programSettings, revision: '4' } },
})
const sentBy = async (change: object): Promise<unknown> => {
  const { client, writes } = stub(serving(echo))
  await client.ladder.update(change)
  const [sent] = writes()
  return Object(sent?.body).programSettings
}

describe('ladder.get', () => {
  it('reads tiers and settings by the route that makes default settings', async () => {
    const { client, lines } = stub(serving(echo))
    const ladder = await client.ladder.get()
    expect(ladder).toMatchObject({ id: siteId, status: 'active', revision: '3', baseTier: { name: 'Basic' } })
    expect(ladder.tiers.map(({ name }) => name)).toEqual(['Silver', 'Gold'])
    expect(lines()).toEqual(['GET /loyalty-tiers/v1/tiers/program'])
  })
})

describe('the id of the ladder', () => {
  it('is the site that the call is for', async () => {
    const { client, requests } = stub(serving(echo))
    const other = { vendor: { wix: { siteId: 'site-2' } } }
    expect((await client.ladder.get(other)).id).toBe('site-2')
    expect((await client.ladder.update({ status: 'paused' }, other)).id).toBe('site-2')
    expect((await client.ladder.get()).id).toBe(siteId)
    expect(new Set(requests.map(({ headers }) => headers['wix-site-id']))).toEqual(
      new Set(['site-2', siteId]),
    )
  })
})

describe('ladder.update', () => {
  it('sends status, window, revision and base tier together: what is left out is reset', async () => {
    expect(await sentBy({ status: 'paused' })).toEqual({ ...settings, status: 'PAUSED' })
    expect(await sentBy({ window: { kind: 'rolling', months: 24 } })).toEqual({
      ...settings,
      rollingWindow: { durationInMonths: 24 },
    })
  })

  it('replaces the base tier as a whole, and clears it by leaving it out', async () => {
    expect(await sentBy({ baseTier: { name: 'Friend' } })).toEqual({
      ...settings,
      baseTierDefinition: { name: 'Friend', description: '', icon: null },
    })
    const url = 'https://cdn.example/a.png'
    expect(await sentBy({ baseTier: { name: 'Friend', icon: url } })).toMatchObject({
      baseTierDefinition: { icon: { url } },
    })
    const { baseTierDefinition: _, ...rest } = settings
    expect(await sentBy({ baseTier: null })).toEqual(rest)
  })

  it('sends fields of vendor.wix', async () => {
    expect(await sentBy({ vendor: { wix: { fields: { theme: 'dark' } } } })).toEqual({
      ...settings,
      theme: 'dark',
    })
  })

  it('gives the ladder with its tiers, and its new revision', async () => {
    const { client } = stub(serving(echo))
    const ladder = await client.ladder.update({ status: 'draft' }, { ifRevision: '3' })
    expect(ladder).toMatchObject({
      status: 'draft',
      revision: '4',
      tiers: [{ name: 'Silver' }, { name: 'Gold' }],
    })
  })

  it('to the one lifecycle that Wix has sends nothing', async () => {
    const { client, writes } = stub(serving(echo))
    const lifecycle = { review: 'continuous', downgrade: { policy: 'requalify' } } as const
    expect(await client.ladder.update({ lifecycle })).toMatchObject({ revision: '3', lifecycle })
    expect(writes()).toEqual([])
  })

  it('with a stale revision is a conflict: here before the write, or by Wix', async () => {
    const { client, writes } = stub(serving(() => refusal(409, 'INVALID_REVISION')))
    const seen = await errorOf(client.ladder.update({ status: 'paused' }, { ifRevision: '2' }))
    expect([seen.code, writes()]).toEqual(['conflict', []])
    const raced = await errorOf(client.ladder.update({ status: 'paused' }, { ifRevision: '3' }))
    expect(raced).toMatchObject({ code: 'conflict', vendorCode: 'INVALID_REVISION' })
    expect(writes()).toHaveLength(1)
  })

  it.each([
    [{ status: 'paused' }, { status: 'PAUSED' }],
    [{ window: { kind: 'rolling', months: 24 } }, { rollingWindow: { durationInMonths: 24 } }],
    [{ baseTier: { name: 'Friend' } }, { baseTierDefinition: { name: 'Friend', description: '' } }],
    [{ baseTier: null }, { baseTierDefinition: { name: '', description: '' } }],
    [{ vendor: { wix: { fields: { theme: { dark: true } } } } }, { theme: { dark: true } }],
  ] as const)('to %j whose reply was lost is found done', async (change, made) => {
    let current: JsonObject = settings
    const { client, writes } = stub(
      serving(
        () => {
          if (current.revision === '4') return refusal(409, 'INVALID_REVISION')
          current = { ...settings, ...made, revision: '4' }
          return 'lost'
        },
        () => current,
      ),
    )
    expect(await client.ladder.update(change, { ifRevision: '3' })).toMatchObject({ revision: '4' })
    expect(writes()).toHaveLength(2)
  })

  it('whose reply was lost is a conflict where somebody else came first', async () => {
    let current: JsonObject = settings
    const { client } = stub(
      serving(
        () => {
          if (current.revision === '4') return refusal(409, 'INVALID_REVISION')
          current = { ...settings, rollingWindow: { durationInMonths: 36 }, revision: '4' }
          return 'lost'
        },
        () => current,
      ),
    )
    expect(await errorOf(client.ladder.update({ status: 'paused' }, { ifRevision: '3' }))).toMatchObject({
      code: 'conflict',
    })
  })
})
