import { describe, expect, it } from 'vitest'
import { customer, earn, publishTier, redeem, serialOf, spend } from './members.js'
import { GOLD, start, stateOf, tiers } from './support.js'

const DAILY = 977
const VALIDITY = { periodType: 'SLAB_UPGRADE', periodValue: 12, renewal: { conditions: { purchase: '10' } } }

describe('the start state', () => {
  it.each([
    [973, ['Bronze', 'Silver'], true, true, false, 'LAZY'],
    [974, ['Bronze'], false, true, false, 'LAZY'],
    [975, ['Bronze'], true, false, false, 'LAZY'],
    [977, ['Bronze', 'Silver'], true, true, true, 'EAGER'],
  ])('program %s has %j', async (program, names, hasUpgradeStrategy, hasDowngradeStrategy, daily, mode) => {
    const started = start()
    const listed = await tiers(started, program)
    expect(listed.map(({ name }) => name)).toEqual(names)
    const settings = (await started.get(`/v3/programs/${program}/tierAdvancedSettings`)).body.data
    expect(settings).toMatchObject({
      programId: program,
      kpiType: 'CURRENT_POINTS',
      slabUpgradeMode: mode,
      hasUpgradeStrategy,
      hasDowngradeStrategy,
      dailyDowngradeEnabled: daily,
    })
  })

  it('program 976 has 50 tiers, rising', async () => {
    const listed = await tiers(start(), 976)
    expect(listed.map(({ serialNumber }) => serialNumber)).toEqual(
      Array.from({ length: 50 }, (_, at) => at + 1),
    )
    const thresholds = listed.slice(1).map(({ eligibility }) => eligibility.threshold ?? 0)
    expect(thresholds).toEqual([...thresholds].sort((a, b) => a - b))
    expect(new Set(thresholds).size).toBe(49)
  })

  it('has slab ids that are all different', async () => {
    const started = start()
    const all = await Promise.all([973, 974, 975, 976, 977].map((program) => tiers(started, program)))
    const ids = all.flat().map(({ slabId }) => slabId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('is the programs with their base tiers alone when it is empty', async () => {
    const started = start({ seed: 'empty' })
    for (const program of [973, 974, 975, 976, 977])
      expect((await tiers(started, program)).map(({ name, serialNumber }) => [name, serialNumber])).toEqual([
        ['Bronze', 1],
      ])
  })
})

describe('state', () => {
  const busy = async () => {
    const started = start()
    await publishTier(started, 'Gold', 20_000, { validity: VALIDITY })
    await publishTier(started, 'Gold', 20_000, { program: DAILY, validity: VALIDITY })
    const member = customer(started)
    earn(started, member, 20_000)
    spend(started, member, '9.99')
    started.emulator.addActivity({ member, type: 'counter', counter: 'nights', add: '0.1' })
    await started.post(
      '/v3/tiers',
      { ...GOLD, name: 'Ruby', eligibility: { threshold: 30_000 } },
      { 'idempotency-key': 'k' },
    )
    started.emulator.setSwitches({ write_status: 201 })
    started.emulator.setClock('2027-02-28T00:00:00Z')
    return { ...started, member }
  }

  it('is restored exactly, by the routes, into another emulator, and goes on from there', async () => {
    const first = await busy()
    const { text } = await first.control('GET', 'state')
    const other = start()
    expect((await other.request('PUT', '/__rungs/state', { body: text })).status).toBe(204)
    expect((await other.control('GET', 'state')).text).toBe(text)
    expect(other.emulator.snapshot()).toEqual(first.emulator.snapshot())
    for (const each of [first, other]) {
      expect(await serialOf(each, first.member, DAILY)).toBe(3)
      each.emulator.setClock('2027-03-01T00:00:00Z')
      expect(await serialOf(each, first.member, DAILY)).toBe(2)
    }
  })

  it('is that of the start after a reset', async () => {
    const fresh = start().emulator.snapshot()
    const { emulator } = await busy()
    emulator.reset()
    expect(emulator.snapshot()).toEqual(fresh)
    emulator.reset({ seed: 'empty' })
    expect(emulator.snapshot()).toEqual(start({ seed: 'empty' }).emulator.snapshot())
  })

  it('is a copy: later changes and the caller cannot reach into it', async () => {
    const started = await busy()
    const before = started.emulator.snapshot()
    const kept = structuredClone(before)
    redeem(started, started.member, 20_000)
    await started.put('/v3/tiers/25220?programId=973', { name: 'x' })
    expect(before).toEqual(kept)
    started.emulator.restore(before)
    expect(started.emulator.snapshot()).toEqual(kept)
  })

  it.each<
    [
      string,
      string,
      (state: { data: Record<string, unknown> & { tiers: Record<string, unknown>[] } }) => void,
    ]
  >([
    [
      'no tiers',
      'tiers',
      ({ data }) => {
        Reflect.deleteProperty(data, 'tiers')
      },
    ],
    [
      'an unknown field',
      'more',
      ({ data }) => {
        data.more = 1
      },
    ],
    [
      'a broken tier',
      'tiers[0].serialNumber',
      ({ data }) => {
        Object.assign(data.tiers[0] ?? {}, { serialNumber: 'x' })
      },
    ],
  ])('refuses %s, naming the path, and stays', async (_, path, spoil) => {
    const started = await busy()
    const state = JSON.parse(stateOf(started))
    spoil(state)
    const before = stateOf(started)
    const { status, body } = await started.control('PUT', 'state', state)
    expect([status, body.error.issues.map((issue) => issue.path)]).toEqual([400, [path]])
    expect(stateOf(started)).toBe(before)
  })

  it('holds no credential', async () => {
    const started = start()
    const headers = { authorization: `Basic ${btoa('canary:canary')}` }
    await started.post('/v3/tiers', GOLD, headers)
    expect(stateOf(started)).not.toContain('canary')
  })
})
