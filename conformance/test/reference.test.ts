import { standingAt } from '@rungs/engine'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { type Step, start, type World, worlds } from '../src/lives.js'

/**
 * The reference evaluates the ladder that an adapter reads, on what the vendor has taken, and the member has to hold
 * the same tier at the vendor: the vendor's rules, both translations and the engine in one statement.
 */
const runs = Number(process.env.RUNGS_LIVES ?? 100)
const lines: string[] = []
afterAll(() => console.log(`\nLives at a vendor beside the reference:\n${lines.join('\n')}`))

const step: fc.Arbitrary<Step> = fc.record({
  hours: fc.oneof(fc.integer({ min: 1, max: 48 }), fc.integer({ min: 24 * 20, max: 24 * 200 })),
  type: fc.constantFrom(
    'earn' as const,
    'earn' as const,
    'earn' as const,
    'redeem' as const,
    'adjust' as const,
  ),
  points: fc.integer({ min: 1, max: 700 }),
})
const lives = fc.sample(fc.array(step, { minLength: 3, maxLength: 12 }), { numRuns: runs, seed: 20_251_121 })

describe.each(Object.keys(worlds))('%s', (vendor) => {
  it(`puts members where the reference puts them, in ${runs} lives`, async () => {
    let looks = 0
    const moves = new Set<string>()
    for (const life of lives) {
      const world = await ready(vendor)
      for (const each of life) {
        world.pass(each.hours)
        await world.record(each)
        // Wix judges members every 15 minutes (Wix tiers introduction).
        world.pass(0.25)
        const [there, here] = await both(world)
        expect(there, `${vendor} after ${JSON.stringify(world.activity)} at ${world.now()}`).toEqual(here)
        moves.add(String(here))
        looks += 1
      }
    }
    expect(moves, 'tiers that were held').toEqual(new Set(['null', 'Silver', 'Gold']))
    lines.push(`${vendor.padEnd(10)} ${runs} lives, ${looks} looks, 0 differences`)
  })
})

async function ready(vendor: string): Promise<World> {
  const world = await (worlds[vendor] ?? expect.fail(vendor))()
  const { client, memberId } = world
  for (const tier of [
    { name: 'Silver', threshold: 500 },
    { name: 'Gold', threshold: 1500 },
  ]) {
    const made = await client.tiers.create(tier)
    if (made.status === 'draft') await client.workflow.publish(made.id)
  }
  const { status } = await client.ladder.get()
  if (status !== 'active') await client.ladder.update({ status: 'active' })
  if (client.supports('members.enroll')) await client.members.enroll(memberId)
  return world
}

/** The tier that the member holds at the vendor, and the one that the reference says. */
async function both(world: World): Promise<[string | null, string | null]> {
  const ladder = await world.client.ladder.get()
  const there = await world.client.members.standing(world.memberId)
  const here = standingAt({ ladder, activity: world.activity, at: world.now(), memberSince: start })
  return [there.tier?.name ?? null, here.tier?.name ?? null]
}
