import { expect, it } from 'vitest'
import { type Limits, runContract } from '../src/index.js'
import { toySubject } from './toy/provider.js'

/** Limits excuse nothing: a backend that does what its subject says it does not fails. */
it.each<[Limits, string]>([
  [{ deletes: 'drafts' }, 'L7.active-is-deleted-or-stays'],
  [{ grows: 'upwards' }, 'L3.order-follows-change'],
  [{ keeps: ['tier.description'] }, 'L2.update-clears.tier.description'],
])('a subject that claims %j without being so limited fails %s', async (limits, id) => {
  const only = (one: { id: string }): boolean => one.id === id
  const run = (claimed: Limits) =>
    runContract({ name: 'toy', subject: () => ({ ...toySubject(), limits: claimed }), only })
  expect((await run({})).counts).toMatchObject({ passed: 1, failed: 0 })
  expect((await run(limits)).counts).toMatchObject({ passed: 0, failed: 1 })
})
