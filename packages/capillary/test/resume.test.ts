import { type Client, createClient } from '@rungs/client'
import { createEmulator, type Fault } from '@rungs/emulators'
import { isRungsError, type TierPatch, type Validity } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { capillary } from '../src/index.js'
import { errorOf, till } from './support.js'

/** Every way in which one request can be cut. */
const cuts: readonly Fault[] = [
  { kind: 'lost_reply' },
  { kind: 'truncate' },
  { kind: 'reset' },
  { kind: 'html' },
  { kind: 'malformed' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 429 },
]

const started = (options: Parameters<typeof createClient>[1] = {}) => {
  const emulator = createEmulator('capillary', { seed: 'empty' })
  const settings = { programId: 973, ...till, baseUrl: emulator.url, fetch: emulator.fetch }
  return { emulator, rungs: createClient(capillary(settings), options) }
}
/** Waits between attempts pass at once. */
const hasty = { clock: { now: () => Date.now(), sleep: async () => {} } }

const gold = { name: 'Gold', threshold: 500 }
const shown = async (rungs: Client<unknown>) =>
  (await rungs.tiers.list()).items.map(({ name, status, rule, vendor }) => [
    name,
    status,
    Object(rule).value,
    vendor?.capillary?.edit,
  ])

/**
 * Cuts the nth request in every way, with no retry, and does the same again where that was noticed.
 * @returns of each request, in order, which cuts were noticed.
 */
async function cutEach(
  prepare: (rungs: Client<unknown>) => Promise<() => PromiseLike<unknown>>,
  expected: unknown,
): Promise<string[][]> {
  const noticed: string[][] = Array.from({ length: 8 }, () => [])
  for (const fault of cuts) {
    for (let after = 0; after < 8; after += 1) {
      const { emulator, rungs } = started()
      const call = await prepare(rungs)
      emulator.setFaults([{ ...fault, after }])
      const failed = await Promise.resolve(call()).then(
        () => undefined,
        (error: unknown) => error,
      )
      emulator.clearFaults()
      if (failed !== undefined) {
        noticed[after]?.push(fault.kind)
        expect(isRungsError(failed)).toBe(true)
        await call()
      }
      expect(await shown(rungs)).toEqual(expected)
    }
  }
  return noticed.filter((kinds) => kinds.length > 0)
}

const all = cuts.map(({ kind }) => kind)

describe('what was cut at any request is taken on by doing the same again', () => {
  it('a create, with the same key', async () => {
    const noticed = await cutEach(
      async (rungs) => () => rungs.tiers.create(gold, { idempotencyKey: 'one-key', retries: 0 }),
      [['Gold', 'active', '500', undefined]],
    )
    expect(noticed).toEqual([all, all, all, all])
  })

  it('publishing a draft', async () => {
    const noticed = await cutEach(
      async (rungs) => {
        const { id } = await rungs.tiers.create({ ...gold, status: 'draft' })
        return () => rungs.workflow.publish(id, { retries: 0 })
      },
      [['Gold', 'active', '500', undefined]],
    )
    expect(noticed).toEqual([all, all, all, all])
  })

  it('a change of a published tier', async () => {
    const noticed = await cutEach(
      async (rungs) => {
        const { id } = await rungs.tiers.create(gold)
        return () =>
          rungs.tiers.update(id, { name: 'Platinum', threshold: 700, color: '#C0FFEE' }, { retries: 0 })
      },
      [['Platinum', 'active', '700', undefined]],
    )
    expect(noticed).toEqual([all, all, all, all, all])
  })

  it.each(['lost_reply', 'truncate', 'reset'] as const)(
    'and with the default retries %s is not even noticed, up to five in a row',
    async (kind) => {
      for (let times = 1; times <= 5; times += 1) {
        for (let after = 0; after < 4; after += 1) {
          const { emulator, rungs } = started(hasty)
          emulator.setFaults([{ kind, after, times }])
          const { id } = await rungs.tiers.create(gold)
          emulator.setFaults([{ kind, after: after + 1, times }])
          await rungs.tiers.update(id, { name: 'Platinum' })
          emulator.clearFaults()
          expect(await shown(rungs)).toEqual([['Platinum', 'active', '500', undefined]])
        }
      }
    },
  )

  it('a create with the key of one that is published already publishes nothing of somebody else', async () => {
    const { rungs } = started()
    const create = () => rungs.tiers.create(gold, { idempotencyKey: 'one-key' })
    const { vendor } = await create()
    const { tiers } = rungs.native
    const { objectId } = await tiers.update(`${vendor?.capillary?.slabId}`, { name: 'Theirs' })
    await tiers.submit(objectId ?? '')
    expect(await create()).toMatchObject({ name: 'Gold', status: 'active' })
    expect(await tiers.approvals()).toMatchObject([{ name: 'Theirs' }])
  })

  it('says no more of a tier than was seen of it', async () => {
    const { emulator, rungs } = started()
    emulator.setFaults([{ kind: 'lost_reply', path: '/v3/tiers', after: 2 }])
    const thrown = await errorOf(rungs.tiers.create(gold, { retries: 0 }))
    expect(thrown).toMatchObject({ code: 'outcome_unknown' })
    expect(thrown.message).toContain('was last seen as pending')
    expect(thrown.message).not.toContain('stands')
    emulator.clearFaults()
    expect(await shown(rungs)).toEqual([['Gold', 'active', '500', undefined]])
  })

  it('a change of a renewal is what was asked for, or is refused', async () => {
    const { rungs } = started()
    const by = (metric: 'spend' | 'visits', value: string) =>
      ({ anchor: 'entry', months: 12, renewal: { metric, op: '>=', value } }) as const
    const { id } = await rungs.tiers.create({ ...gold, validity: by('spend', '400') })
    const other = rungs.tiers.update(id, { validity: by('visits', '5') })
    expect(await errorOf(other)).toMatchObject({
      code: 'unsupported',
      issues: [{ path: 'validity.renewal' }],
    })
    expect((await rungs.tiers.update(id, { validity: by('spend', '700') })).validity).toEqual(
      by('spend', '700'),
    )
  })
})

describe('a change that waits', () => {
  it('of a tier that was made elsewhere is beside the tier, which keeps its id', async () => {
    const emulator = createEmulator('capillary')
    const settings = { programId: 973, ...till, baseUrl: emulator.url, fetch: emulator.fetch }
    const rungs = createClient(capillary({ ...settings, newTiers: 'pending' }))
    const waiting = {
      ...{ id: '25220', name: 'Silver', status: 'active' },
      vendor: { capillary: { edit: { name: 'Argent', status: 'PENDING_APPROVAL' } } },
    }
    expect(await rungs.tiers.update('25220', { name: 'Argent' })).toMatchObject(waiting)
    expect(await rungs.tiers.get('25220')).toMatchObject(waiting)
    expect(await rungs.workflow.approve('25220')).toMatchObject({ name: 'Argent', status: 'active' })
  })
})

describe.each(['deep', 'shallow'])('where an update is a %s merge', (update_merge) => {
  const validity: Validity = {
    ...{ anchor: 'fixed', months: 12, start: '2026-03-01T00:00:00Z', minimumMonths: 3 },
    renewal: {
      any: [
        { metric: 'spend', op: '>=', value: '5' },
        { metric: 'visits', op: '>=', value: '2' },
      ],
    },
  }
  const own = {
    upgradeType: 'LAZY',
    downgradeTo: 'SINGLE',
    shouldDowngrade: true,
    renewalWindowType: 'CUSTOM_PERIOD',
    computationWindowStartValue: 12,
  } as const
  const rule = { metric: 'points.balance', op: '>=', value: '500' } as const

  it.each<[string, TierPatch, object]>([
    ['an extra of validity', { vendor: { capillary: { downgradeTo: 'LOWEST' } } }, { downgradeTo: 'LOWEST' }],
    ['an extra of the rule', { vendor: { capillary: { upgradeType: 'LAZY' } } }, {}],
    ['the rule', { rule: { ...rule, value: '700' } }, {}],
    ['the validity', { validity: { ...validity, months: 24 } }, {}],
    ['the name', { name: 'Platinum' }, {}],
  ])('a change of %s changes nothing else', async (_what, patch, extras) => {
    const { emulator, rungs } = started()
    emulator.setSwitches({ update_merge })
    const tier = { name: 'Gold', rule, validity, vendor: { capillary: own } }
    const { id } = await rungs.tiers.create(tier)
    await rungs.tiers.update(id, patch)
    const { vendor: _vendor, ...changed } = { ...tier, ...patch }
    expect(await rungs.tiers.get(id)).toMatchObject({
      ...{ ...changed, vendor: { capillary: { ...own, ...extras } } },
    })
  })
})

describe('credentials', () => {
  it('by OAuth: the emulator takes the token', async () => {
    const { emulator } = started()
    const client = { clientId: 'key', clientSecret: 'secret' }
    const rungs = createClient(
      capillary({ programId: 973, ...client, baseUrl: emulator.url, fetch: emulator.fetch }),
    )
    expect(await rungs.tiers.create(gold)).toMatchObject({ name: 'Gold', status: 'active' })
  })
})

describe('the documented program', () => {
  it('has Bronze for its base and Silver for its first tier, which can be changed', async () => {
    const emulator = createEmulator('capillary')
    const rungs = createClient(
      capillary({ programId: 973, ...till, baseUrl: emulator.url, fetch: emulator.fetch }),
    )
    const { baseTier, tiers } = await rungs.ladder.get()
    expect([baseTier?.name, tiers.map(({ id, name }) => [id, name])]).toEqual([
      'Bronze',
      [['25220', 'Silver']],
    ])
    expect(await rungs.tiers.update('25220', { name: 'Argent' })).toMatchObject({
      name: 'Argent',
      status: 'active',
    })
    expect(await rungs.tiers.get('25220')).toMatchObject({ name: 'Argent' })
    await rungs.ladder.update({ baseTier: { name: 'Friend' } })
    expect((await rungs.ladder.get()).baseTier).toEqual({ name: 'Friend' })
  })

  it.each([
    [974, '9053'],
    [975, '9052'],
    [976, '9054'],
  ])('%i refuses a tier with %s: rejected', async (programId, vendorCode) => {
    const emulator = createEmulator('capillary')
    const rungs = createClient(
      capillary({ programId, ...till, baseUrl: emulator.url, fetch: emulator.fetch }),
    )
    const thrown = await rungs.tiers
      .create({ name: 'Extra', threshold: 2_000_000 })
      .catch((error: unknown) => error)
    expect(thrown).toMatchObject({ code: 'rejected', vendorCode })
  })

  it('977 takes its own upgrade mode only, and downgrades with a start on the first', async () => {
    const emulator = createEmulator('capillary')
    const rungs = createClient(
      capillary({ programId: 977, ...till, baseUrl: emulator.url, fetch: emulator.fetch }),
    )
    const made = rungs.tiers.create({
      ...gold,
      threshold: 900_000,
      vendor: { capillary: { upgradeType: 'LAZY' } },
    })
    await expect(made).rejects.toMatchObject({
      code: 'rejected',
      issues: [{ path: 'vendor.capillary.upgradeType' }],
    })
    const tier = await rungs.tiers.create({
      ...gold,
      threshold: 900_000,
      validity: {
        anchor: 'fixed',
        months: 12,
        start: '2026-03-15T00:00:00Z',
        renewal: {
          any: [
            { metric: 'visits', op: '>=', value: 5 },
            { metric: 'spend', op: '>=', value: '400' },
          ],
        },
      },
      vendor: { capillary: { upgradeType: 'EAGER', shouldDowngrade: true, downgradeTo: 'SINGLE' } },
    })
    expect(tier.validity).toEqual({
      anchor: 'fixed',
      months: 12,
      start: '2026-03-15T00:00:00Z',
      renewal: {
        any: [
          { metric: 'visits', op: '>=', value: '5' },
          { metric: 'spend', op: '>=', value: '400' },
        ],
      },
    })
    expect(tier.vendor).toMatchObject({
      capillary: { upgradeType: 'EAGER', shouldDowngrade: true, downgradeTo: 'SINGLE' },
    })
  })
})
