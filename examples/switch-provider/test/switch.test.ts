import { isDeepStrictEqual } from 'node:util'
import type { Client } from 'rungs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { look } from '../src/app.js'
import { type Backends, startBackends } from '../src/backends.js'
import { clientOf, readConfig, withUse } from '../src/config.js'
import { settle, switchProvider } from '../src/demo.js'
import { moveLadder, moveMembers, previewLadder } from '../src/move.js'

const providers = ['memory', 'wix', 'capillary', 'vinr', 'scrip']
const pairs = providers.flatMap((from) =>
  providers.flatMap((to) => (from === to ? [] : [[from, to] as const])),
)

let backends: Backends
beforeEach(async () => {
  backends = await startBackends()
})
afterEach(() => backends.close())

describe.each(pairs)('from %s to %s', (from, to) => {
  it('the app goes on with all that came along, and everything else is in the report', async () => {
    const { before, after, diff, ladder, members } = await switchProvider(from, to, backends)
    expect(diff).toBe(`-use: ${from}\n+use: ${to}`)
    expect([before.provider, after.provider]).toEqual([from, to])

    const refused = ladder.tiers.flatMap(({ outcome, from }) => (outcome === 'refused' ? [from.name] : []))
    const kept = before.ladder.tiers.filter(({ name }) => !refused.includes(name))
    expect(after.ladder.tiers.map(({ name }) => name)).toEqual(kept.map(({ name }) => name))
    expect(kept.length).toBeGreaterThanOrEqual(2)
    for (const name of refused)
      expect(ladder.rows).toContainEqual(expect.objectContaining({ where: name, what: 'the whole tier' }))

    const told = ladder.rows.flatMap(({ paths }) => paths)
    for (const [index, tier] of before.ladder.tiers.entries()) {
      const there = after.ladder.tiers.find(({ name }) => name === tier.name)
      if (there === undefined) continue
      for (const field of ['description', 'color', 'icon', 'key'] as const) {
        const isHeld = tier[field] === undefined || there[field] === tier[field]
        expect(isHeld || told.includes(`tiers[${index}].${field}`), `${tier.name}: ${field}`).toBe(true)
      }
      for (const [at, benefit] of tier.benefits.entries()) {
        const isHeld = there.benefits.some((one) => isDeepStrictEqual(one, benefit))
        const isTold = told.some((path) => path.startsWith(`tiers[${index}].benefits[${at}]`))
        expect(isHeld || isTold, `${tier.name}: benefits[${at}]`).toBe(true)
      }
    }

    for (const [name, standing] of before.standings) {
      const now = after.standings.get(name)
      if (now === undefined) {
        expect(members).toContainEqual(expect.objectContaining({ where: name, what: 'member' }))
        continue
      }
      expect(now.tier?.name).toBe(standing?.tier?.name)
    }
  })
})

describe('a move', () => {
  const open = async (use: string): Promise<Client> =>
    clientOf(withUse(await readConfig(), use), backends.env)

  it('has members where they stood: Ada on Gold, Cleo on Silver, Ben below', async () => {
    const { after } = await switchProvider('wix', 'scrip', backends)
    const tiers = [...after.standings].map(([name, standing]) => [name, standing?.tier?.name])
    expect(tiers).toEqual([
      ['ada', 'Gold'],
      ['ben', undefined],
      ['cleo', 'Silver'],
    ])
  })

  it('brings no members to Capillary, which enrols at its tills, and says so', async () => {
    const { after, members } = await switchProvider('memory', 'capillary', backends)
    expect([...after.standings.values()]).toEqual([undefined, undefined, undefined])
    expect(members.map(({ where, what }) => [where, what])).toEqual([
      ['ada', 'member'],
      ['ben', 'member'],
      ['cleo', 'member'],
    ])
    for (const { why } of members) expect(why).toMatch(/enrol/)
  })

  it('tells that points at hand become points earned, where the target counts only these', async () => {
    const { after, ladder } = await switchProvider('vinr', 'wix', backends)
    const counts = ladder.rows.filter(({ what }) => what === 'counts')
    expect(counts).toMatchObject([
      { where: 'Silver', was: 'points.balance', why: 'It counts points.earned from now on' },
      { where: 'Gold', was: 'points.balance', why: 'It counts points.earned from now on' },
    ])
    expect(after.ladder.tiers[0]?.rule).toMatchObject({ metric: 'points.earned', value: '1000' })
  })

  it('says beforehand what it will lose, and writes nothing for that', async () => {
    const [from, to] = [await open('memory'), await open('vinr')]
    await settle(from, backends)
    const { rows } = await previewLadder(from, to)
    expect(await to.tiers.list().toArray({ max: 10 })).toEqual([])
    expect(rows.map(({ where, what }) => `${where}: ${what}`)).toEqual(
      expect.arrayContaining([
        'Summit: the whole tier',
        'ladder: window',
        'Silver: color',
        'Gold: benefits[1]',
      ]),
    )
    expect((await moveLadder(from, to)).rows).toEqual(rows)
  })

  it('can be run again: nothing is made or booked twice', async () => {
    const [from, to] = [await open('memory'), await open('scrip')]
    await settle(from, backends)
    const here = { rungs: from, members: backends.membersAt('memory') }
    const there = { rungs: to, members: backends.membersAt('scrip') }
    const seen: unknown[] = []
    for (const _ of ['once', 'twice']) {
      await moveLadder(from, to)
      await moveMembers(here, there)
      const { ladder, standings } = await look(to, there.members)
      seen.push([ladder.tiers.map(({ name }) => name), [...standings.values()].map((one) => one?.metrics)])
    }
    expect(seen[1]).toEqual(seen[0])
    expect(seen[0]).toMatchObject([
      ['Silver', 'Gold', 'Summit'],
      [{ 'points.balance': '6200' }, {}, {}],
    ])
  })

  it('says what is wrong with a config that has no line to change', () => {
    expect(() => withUse('providers: {}\n', 'wix')).toThrow('no line `use: ...`')
  })
})
