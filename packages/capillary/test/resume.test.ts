import { type Client, createClient } from '@rungs/client'
import { createEmulator, type Fault } from '@rungs/emulators'
import { isRungsError } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { capillary } from '../src/index.js'
import { till } from './support.js'

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

const started = () => {
  const emulator = createEmulator('capillary', { seed: 'empty' })
  const rungs = createClient(
    capillary({ programId: 973, ...till, baseUrl: emulator.url, fetch: emulator.fetch }),
  )
  return { emulator, rungs }
}

const gold = { name: 'Gold', threshold: 500 }
const shown = async (rungs: Client<unknown>) =>
  (await rungs.tiers.list()).items.map(({ name, status, rule, vendor }) => [
    name,
    status,
    Object(rule).value,
    vendor?.capillary?.edit,
  ])

/** Cuts after which a write is looked up, and found made. */
const foundMade = ['lost_reply', 'truncate']

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
const unlessFound = all.filter((kind) => !foundMade.includes(kind))

describe('what was cut at any request is taken on by doing the same again', () => {
  it('a create, with the same key', async () => {
    const noticed = await cutEach(
      async (rungs) => () => rungs.tiers.create(gold, { idempotencyKey: 'one-key', retries: 0 }),
      [['Gold', 'active', '500', undefined]],
    )
    expect(noticed).toEqual([unlessFound, unlessFound, unlessFound, all])
  })

  it('publishing a draft', async () => {
    const noticed = await cutEach(
      async (rungs) => {
        const { id } = await rungs.tiers.create({ ...gold, status: 'draft' })
        return () => rungs.workflow.publish(id, { retries: 0 })
      },
      [['Gold', 'active', '500', undefined]],
    )
    expect(noticed).toEqual([all, unlessFound, unlessFound, all])
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
    expect(noticed).toEqual([all, unlessFound, unlessFound, unlessFound, all])
  })

  it('and with the default retries most of it is not even noticed', async () => {
    const { emulator, rungs } = started()
    for (let n = 1; n <= 40; n += 1) {
      emulator.setFaults([{ kind: 'lost_reply', after: n % 4 }])
      await rungs.tiers.create({ name: `Tier ${n}`, threshold: n * 10 })
    }
    emulator.clearFaults()
    expect((await rungs.tiers.list()).items).toHaveLength(40)
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
