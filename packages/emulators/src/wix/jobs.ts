import { randomUuid } from '../core/ids.js'
import type { Context, World } from './context.js'
import { notFound } from './errors.js'
import { pathGuid } from './path.js'
import { type Adjustment, adjusted, post } from './points.js'
import { dateOf } from './shapes.js'
import { entryOf, type Job } from './state.js'

const run = (world: World, job: Job): void => {
  for (const id of job.accounts) {
    const account = entryOf(world.state.accounts, id)
    const posting =
      account &&
      post(world, account, { kind: 'ADJUST', amount: adjusted(job.adjustment, account), at: world.now })
    if (posting === undefined) job.failed += 1
    else job.succeeded += 1
  }
  job.status = 'FINISHED'
  job.updated = world.now
}

/** A job that adjusts accounts, at once or when the clock is moved next. */
export const startAdjusting = (world: World, accounts: string[], adjustment: Adjustment): Job => {
  const { state, switches, now } = world
  const id = randomUuid()
  const counts = { succeeded: 0, failed: 0, created: now, updated: now }
  const job: Job = { id, status: 'INITIALIZED', adjustment, accounts, ...counts }
  state.jobs[id] = job
  if (switches.bulk_adjust_job === 'at_once') run(world, job)
  return job
}

/** Runs the jobs that wait for the clock. */
export const runJobs = (world: World): void => {
  for (const job of Object.values(world.state.jobs)) if (job.status === 'INITIALIZED') run(world, job)
}

/** How far a job is (Get Async Job page). */
export const getJob = ({ state, id }: Context): object => {
  const job = entryOf(state.jobs, pathGuid(id, 'jobId'))
  if (job === undefined) throw notFound()
  const errorByCodeCount = job.failed === 0 ? {} : { NEGATIVE_BALANCE: job.failed }
  return {
    job: {
      id: job.id,
      metadata: {},
      status: job.status,
      createdDate: dateOf(job.created),
      updatedDate: dateOf(job.updated),
      counts: {
        total: job.accounts.length,
        successCount: job.succeeded,
        failCount: job.failed,
        errorByCodeCount,
      },
    },
  }
}
