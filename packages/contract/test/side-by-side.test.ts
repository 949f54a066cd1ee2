import { expect, it } from 'vitest'
import { runContract } from '../src/index.js'
import { toySubject } from './toy/provider.js'

it('suites that run side by side leave the console as they found it', async () => {
  const before = { ...console }
  const only = (one: { id: string }): boolean => one.id.startsWith('L6.no-secret-in-errors.tiers.')
  const run = (name: string) => runContract({ name, subject: () => toySubject(), only })
  const reports = await Promise.all(['one', 'two', 'three'].map(run))
  for (const { counts } of reports) {
    expect(counts.failed).toBe(0)
    expect(counts.passed).toBeGreaterThan(0)
  }
  expect({ ...console }).toEqual(before)
})
