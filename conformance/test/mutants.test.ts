import { laws, runContract } from '@rungs/contract'
import { describe, expect, it } from 'vitest'
import { broken, type Mutant } from '../src/breaking.js'
import { mutants } from '../src/mutants/index.js'

/** The toy of the contract has its own broken forms; these are of what the toy has not: drafts, settings, time, a real wire. */
describe.each(mutants)('a provider that $does', (mutant: Mutant) => {
  it.each(mutant.caughtBy.map((id) => [id] as const))(`is caught by %s`, async (id) => {
    const report = await runContract({
      name: mutant.does,
      subject: () => broken(mutant),
      only: (info) => info.id === id,
    })
    expect(report.results.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['failed', expect.stringMatching(/\w{4}/)],
    ])
  })
})

it('breaks each law', () => {
  const broken = new Set(mutants.flatMap(({ caughtBy }) => caughtBy.map((id) => id.charAt(1))))
  expect([...broken].sort()).toEqual(Object.keys(laws))
})
