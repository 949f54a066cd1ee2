import { runContract } from '@rungs/contract'
import { subjects } from './subjects.mjs'

/** Runs the contract suite on a provider; what is told is plain data. */
export async function runSuite(name) {
  const { counts, results } = await runContract({ name, subject: subjects[name] })
  const failed = results.filter(({ outcome }) => outcome === 'failed')
  return { name, counts, failed: failed.map(({ id, reason }) => ({ id, reason })) }
}
