import { runContract } from '@rungs/contract'
import { subjects } from './subjects.mjs'

/** Runs the contract suite on every provider, side by side, for cases wait a lot; what is told is plain data. */
export async function runSuite() {
  const providers = await Promise.all(
    Object.entries(subjects).map(async ([name, subject]) => {
      const { counts, results } = await runContract({ name, subject })
      const failed = results.filter(({ outcome }) => outcome === 'failed')
      return { name, counts, failed: failed.map(({ id, reason }) => ({ id, reason })) }
    }),
  )
  return { providers }
}
