import { cpuPerCall } from '../measure/cpu.mjs'

/** The files whose exports make calls to measure. */
const files = {
  'http-clients': () => import('../subjects/http-clients.mjs'),
  pipelines: () => import('../subjects/pipelines.mjs'),
  replies: () => import('../subjects/replies.mjs'),
  stores: () => import('../subjects/stores.mjs'),
}

/**
 * One subject in a process of its own: `subject.mjs FILE EXPORT ARGUMENTS`. The export makes the call to measure.
 * Each message says for how many milliseconds of CPU time; the answer is what one call took, in nanoseconds.
 */
const [file = '', name = '', args = '[]'] = process.argv.slice(2)
const subjects = await files[/** @type {keyof typeof files} */ (file)]()
const make = new Map(Object.entries(subjects)).get(name)
if (make === undefined) throw new Error(`subjects/${file}.mjs has no export ${name}.`)
const call = await Reflect.apply(make, undefined, JSON.parse(args))
const first = await call()

process.on('message', async (milliseconds) => process.send?.(await cpuPerCall(call, Number(milliseconds))))
// The parent is gone: so are we.
process.once('disconnect', () => process.exit(0))
process.send?.({ first: JSON.stringify(first) })
