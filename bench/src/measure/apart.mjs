import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { inTurns } from './rounds.mjs'

/**
 * A subject as what makes its call: an export of one of the files of `subjects/`.
 * @typedef {{ name: string, file: 'http-clients' | 'pipelines' | 'replies' | 'stores', make: string, args?: unknown[] }} SubjectApart
 */

/**
 * Measures calls in turns, each subject in processes of its own: what one leaves behind (types that the compiler has
 * seen, garbage with finalizers) must not slow the next. Several processes each, one after the other, because one and
 * the same code can be compiled well in one process and badly in another, and stays so as long as it lives.
 * In CPU nanoseconds per call, turned into another unit.
 * @param {SubjectApart[]} subjects Ours first.
 * @param {{ processes: number, rounds: number, warmUpMs: number, roundMs: number, unit: (nanoseconds: number) => number, expect: string }} plan
 * `rounds` are those of each process; `expect` is a text that what each call gives has to hold, as JSON.
 */
export async function apart(subjects, { processes, rounds, warmUpMs, roundMs, unit, expect }) {
  /** @type {{ name: string, child: ChildProcess }[]} */
  let running = []
  const stop = () => {
    for (const { child } of running) child.kill()
  }
  const renew = async () => {
    stop()
    running = subjects.map(start)
    for (const { name, child } of running) {
      const { first } = await next(name, child)
      if (!String(first).includes(expect)) throw new Error(`${name} gave ${first}, which holds no ${expect}.`)
      await measure(name, child, warmUpMs)
    }
  }
  try {
    let turns = 0
    return await inTurns(subjects, {
      rounds: processes * rounds,
      once: async (subject) => {
        if (turns++ % (subjects.length * rounds) === 0) await renew()
        const mine = running[subjects.indexOf(subject)]
        if (mine === undefined) throw new Error(`${subject.name} has no process.`)
        return unit(await measure(mine.name, mine.child, roundMs))
      },
    })
  } finally {
    stop()
  }
}

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

function start(/** @type {SubjectApart} */ { name, file, make, args = [] }) {
  const script = fileURLToPath(import.meta.resolve('../servers/subject.mjs'))
  return { name, child: fork(script, [file, make, JSON.stringify(args)], { execArgv: [] }) }
}

async function measure(
  /** @type {string} */ name,
  /** @type {ChildProcess} */ child,
  /** @type {number} */ milliseconds,
) {
  child.send(milliseconds)
  return Number(await next(name, child))
}

/** What a process says next; an error when it ends instead. */
async function next(/** @type {string} */ name, /** @type {ChildProcess} */ child) {
  const over = new AbortController()
  const { signal } = over
  try {
    const [said] = await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(([code]) => {
        throw new Error(`${name} ended with code ${code}.`)
      }),
    ])
    return said
  } finally {
    over.abort()
  }
}
