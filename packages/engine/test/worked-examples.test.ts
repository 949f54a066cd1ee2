import { afterAll, describe, expect, it } from 'vitest'
import { standingAt } from '../src/index.js'
import { capillary } from './examples/capillary.js'
import type { Example } from './examples/example.js'
import { scrip } from './examples/scrip.js'
import { vinr } from './examples/vinr.js'
import { wix } from './examples/wix.js'

const vendors: Record<string, readonly Example[]> = { wix, capillary, vinr, scrip }
const held: Record<string, number> = {}

describe.each(Object.entries(vendors))('%s', (vendor, examples) => {
  it.each(examples.map((example) => ({ title: `${example.number}: ${example.what}`, ...example })))(
    '$title ($source)',
    ({ at: instants, number: _number, source: _source, what: _what, title: _title, ...story }) => {
      for (const [at, tier, standing = {}] of instants) {
        const found = standingAt({ ...story, at })
        expect([at, found.tier?.id ?? null]).toEqual([at, tier])
        expect(found).toMatchObject(standing)
      }
      held[vendor] = (held[vendor] ?? 0) + 1
    },
  )
})

afterAll(() => {
  const counts = Object.entries(vendors).map(([vendor]) => `${vendor} ${held[vendor] ?? 0}`)
  console.log(`worked examples: ${counts.join(', ')}`)
})
