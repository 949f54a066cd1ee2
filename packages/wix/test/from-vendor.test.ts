import type { Json } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { ladderOf, receiptOf, standingOf, tierOf, tiersOf } from '../src/from-vendor.js'
import shapeIcon from './__fixtures__/shape-icon.json' with { type: 'json' }
import { account, clock, errorOf, gold, silver, stub, tierId } from './support.js'

const settings = { status: 'ACTIVE', rollingWindow: { durationInMonths: 12 }, revision: '3' }
const tiers = tiersOf([gold, silver])

describe('a tier', () => {
  it('is that of the page', () => {
    expect(tierOf(gold)).toEqual({
      id: 'ca973ef1-b249-48df-aae6-0fe60972b461',
      name: 'Gold',
      description: 'Top',
      rank: 201,
      rule: { metric: 'points.earned', op: '>=', value: '200' },
      benefits: [],
      status: 'active',
      revision: '1',
      createdAt: '2022-11-01T10:53:55.310Z',
      updatedAt: '2022-11-01T10:53:55.310Z',
    })
  })

  it('without what Wix leaves out has none of it; unset points are 0', () => {
    const bare = tierOf({ id: 'x', tierDefinition: { name: 'n', description: '' }, revision: 7 })
    expect(bare).toEqual({
      ...{ id: 'x', name: 'n', rank: 1, benefits: [], status: 'active', revision: '7' },
      rule: { metric: 'points.earned', op: '>=', value: '0' },
    })
  })

  it('keeps fields that no page names', () => {
    const definition = { name: 'n', slogan: 'Up' }
    expect(tierOf({ ...silver, tierDefinition: definition, labels: ['a'] }).vendor).toEqual({
      wix: { labels: ['a'], tierDefinition: { slogan: 'Up' } },
    })
  })

  it.each<[string, { [field: string]: Json }, string | undefined, boolean]>([
    ['a shape', shapeIcon.icon, 'shapes/4b6ad8c1.svg', false],
    ['elsewhere', { id: '', url: 'https://cdn.example/a.png' }, 'https://cdn.example/a.png', false],
    [
      'media',
      { id: 'a', filename: 'b c.png', width: 2, height: 3 },
      'wix:image://v1/a/b%20c.png#originWidth=2&originHeight=3',
      true,
    ],
    ['media without a size', { id: 'a' }, 'wix:image://v1/a/', true],
    ['described', { url: 'https://cdn.example/a.png', altText: 'A star' }, 'https://cdn.example/a.png', true],
    ['empty', { id: '', url: '' }, undefined, false],
  ])('has an icon that is %s', (_what, icon, text, more) => {
    const tier = tierOf({ ...silver, tierDefinition: { name: 'n', icon } })
    expect(tier.icon).toBe(text)
    expect(tier.vendor).toEqual(more ? { wix: { icon } } : undefined)
  })
})

describe('tiers', () => {
  it('ascend by required points, each once', () => {
    expect(tiersOf([gold, silver, gold]).map(({ name }) => name)).toEqual(['Silver', 'Gold'])
  })
})

describe('the ladder', () => {
  it('is the program of the site', () => {
    const baseTierDefinition = { name: 'Basic', description: '', icon: shapeIcon.icon }
    const createdDate = '2022-11-01T10:53:55.000Z'
    expect(ladderOf('site', [gold, silver], { ...settings, baseTierDefinition, createdDate })).toEqual({
      id: 'site',
      status: 'active',
      window: { kind: 'rolling', months: 12 },
      lifecycle: { review: 'continuous', downgrade: { policy: 'requalify' } },
      baseTier: { name: 'Basic', icon: 'shapes/4b6ad8c1.svg' },
      tiers,
      revision: '3',
      createdAt: '2022-11-01T10:53:55Z',
    })
  })

  it.each<[string, string, Json | undefined]>([
    ['PAUSED', 'paused', undefined],
    ['DISABLED', 'disabled', undefined],
    ['DRAFT', 'draft', undefined],
    ['UNKNOWN', 'disabled', { wix: { status: 'UNKNOWN' } }],
    ['toString', 'disabled', { wix: { status: 'toString' } }],
  ])('with the status %s is %s', (word, status, vendor) => {
    const ladder = ladderOf('site', [], { ...settings, status: word })
    expect([ladder.status, ladder.vendor]).toEqual([status, vendor])
  })

  it.each([[{ name: '', description: '' }], [{}], [null], [undefined]])(
    'has no base tier where Wix shows %j',
    (baseTierDefinition) => {
      expect(ladderOf('site', [], { ...settings, baseTierDefinition })).not.toHaveProperty('baseTier')
    },
  )

  it('keeps what the model has no place for of its base tier', () => {
    const icon = { id: 'm1', url: 'https://cdn.example/a.png', altText: 'A star' }
    const baseTierDefinition = { name: 'Basic', slogan: 'Up', icon }
    const { baseTier, vendor } = ladderOf('site', [], { ...settings, baseTierDefinition })
    expect(baseTier).toEqual({ name: 'Basic', icon: icon.url })
    expect(vendor).toEqual({ wix: { baseTierDefinition: { slogan: 'Up', icon } } })
  })

  it('shows a base tier that has but a description', () => {
    const ladder = ladderOf('site', [], { ...settings, baseTierDefinition: { description: 'All' } })
    expect(ladder.baseTier).toEqual({ name: '', description: 'All' })
  })
})

describe('a standing', () => {
  const held = { id: gold.id, points: 250, updatedDate: '2021-12-07T07:30:23.749Z' }

  it('has tier, points in the window, balance, and the time of the last judgement', () => {
    const { vendor, ...standing } = standingOf('m', { ...account, tier: held }, tiers, clock)
    expect(standing).toEqual({
      memberId: 'm',
      tier: { id: gold.id, name: 'Gold', rank: 201 },
      metrics: { 'points.earned': '250', 'points.balance': '15' },
      next: null,
      asOf: '2021-12-07T07:30:23.749Z',
    })
    expect(vendor).toEqual({
      wix: {
        ...{ id: account.id, contactId: account.contactId, memberId: account.memberId },
        ...{ points: account.points, rewardAvailable: true, revision: '4' },
        ...{ createdDate: account.createdDate, updatedDate: account.updatedDate },
      },
    })
  })

  it.each<[string, { [field: string]: Json }]>([
    ['without an id', { points: 150 }],
    ['with an id of null', { id: null, points: 150 }],
    ['with an empty id', { id: '', points: 150 }],
  ])('whose tier is one %s is on the base tier', (_what, tier) => {
    const standing = standingOf('m', { ...account, tier }, tiers, clock)
    expect(standing).toMatchObject({
      tier: null,
      metrics: { 'points.earned': '150' },
      next: { tier: { name: 'Silver' }, remaining: '0' },
      asOf: '2026-03-01T00:00:00Z',
    })
  })

  it('without any tier says nothing of what is missing', () => {
    const { tier, metrics, next } = standingOf(
      'm',
      { id: 'x', points: { balance: '9007199254740993' } },
      tiers,
      clock,
    )
    expect([tier, metrics]).toEqual([null, { 'points.balance': '9007199254740993' }])
    expect(next).toEqual({ tier: { id: silver.id, name: 'Silver', rank: 101 } })
  })

  it('with a tier that is gone has its id for a name, and no next', () => {
    const standing = standingOf('m', { ...account, tier: { ...held, id: tierId(9) } }, tiers, clock)
    expect(standing.tier).toEqual({ id: tierId(9), name: tierId(9), rank: 0 })
    expect(standing).not.toHaveProperty('next')
  })
})

describe('a receipt', () => {
  it('has the transaction and the time of Wix, where it tells them', () => {
    expect(receiptOf('m', { account, transactionId: 'tx' }, clock)).toEqual({
      ...{ memberId: 'm', id: 'tx', at: '2021-12-07T07:30:23.749Z' },
    })
    expect(receiptOf('m', { account: { id: 'x' } }, clock)).toEqual({
      memberId: 'm',
      at: '2026-03-01T00:00:00Z',
    })
  })
})

describe('a reply that Wix does not promise', () => {
  it.each<[string, Json, string]>([
    ['a tier that is not wrapped', gold, 'tier'],
    ['null', null, ''],
    ['no id', { tier: { revision: '1' } }, 'tier.id'],
    ['no revision', { tier: { id: 'x' } }, 'tier.revision'],
    ['points as text', { tier: { ...gold, requiredPoints: '1' } }, 'tier.requiredPoints'],
    ['a fraction', { tier: { ...gold, requiredPoints: 1.5 } }, 'tier.requiredPoints'],
    ['negative points', { tier: { ...gold, requiredPoints: -1 } }, 'tier.requiredPoints'],
    ['a time that is none', { tier: { ...gold, createdDate: 'today' } }, 'tier.createdDate'],
    ['an icon as text', { tier: { ...gold, tierDefinition: { icon: 'x' } } }, 'tier.tierDefinition.icon'],
  ])('%s is an error that names the place', async (_what, body, path) => {
    const { client } = stub(() => ({ body }))
    const thrown = await errorOf(client.tiers.get(gold.id))
    expect(thrown).toMatchObject({ code: 'unexpected_response', status: 200, issues: [{ path }] })
  })
})
