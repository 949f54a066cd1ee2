import { isRungsError } from '@rungs/client'
import type { Fault } from '@rungs/emulators'
import type { ErrorCode } from '@rungs/model'
import * as fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { type Backend, backend, names } from '../src/backends.js'

/** Law 4 in numbers: whatever reply of a create is lost, there is one tier, or the caller is told that it is open. */
const runs = Number(process.env.RUNGS_LOST_REPLIES ?? 2000)
const vendors = names.filter((name) => name !== 'memory')
const lines: string[] = []

const fault: fc.Arbitrary<Fault> = fc.record({
  kind: fc.constantFrom('lost_reply' as const, 'lost_reply' as const, 'truncate' as const, 'reset' as const),
  after: fc.integer({ min: 0, max: 4 }),
  times: fc.integer({ min: 1, max: 4 }),
})
const scenarios = fc.sample(
  fc.record({
    faults: fc.array(fault, { minLength: 1, maxLength: 3 }),
    retries: fc.integer({ min: 0, max: 3 }),
    threshold: fc.integer({ min: 1, max: 1_000_000 }),
  }),
  { numRuns: runs, seed: 20_251_121 },
)

/** Codes that leave it open whether a write happened. */
const open: readonly ErrorCode[] = ['outcome_unknown', 'unexpected_response']

afterAll(() => console.log(`\nCreates whose replies are lost:\n${lines.join('\n')}`))

describe.each(vendors)('%s', (name) => {
  it(`ends ${runs} creates truly`, async () => {
    const subject = backend(name)
    const ends: Record<string, number> = {}
    for (const scenario of scenarios) {
      subject.reset()
      const { end, there } = await create(subject, scenario)
      expect(there, 'how often the tier is there').toBeLessThanOrEqual(1)
      if (end === 'created') expect(there, 'a create that succeeded').toBe(1)
      else if (there === 1) expect(open, `it is there, and the call ended as ${end}`).toContain(end)
      ends[end] = (ends[end] ?? 0) + 1
    }
    const told = Object.entries(ends).map(([end, count]) => `${count} ${end}`)
    lines.push(`${name.padEnd(10)} ${runs}: ${told.join(', ')}; 0 duplicates, 0 false successes, 0 lost`)
  })
})

async function create(
  { client, emulator }: Backend,
  { faults, retries, threshold }: { faults: Fault[]; retries: number; threshold: number },
): Promise<{ end: string; there: number }> {
  emulator?.setFaults(faults)
  const end = await client.tiers.create({ name: 'Gold', threshold }, { retries }).then(
    () => 'created',
    (error: unknown) => (isRungsError(error) ? error.code : 'no RungsError'),
  )
  emulator?.clearFaults()
  const listed = await client.tiers.list().toArray({ max: 100 })
  return { end, there: listed.filter((tier) => tier.name === 'Gold').length }
}
