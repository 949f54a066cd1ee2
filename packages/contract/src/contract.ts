import type { Case } from './case.js'
import { allCases } from './cases/index.js'
import { type RunOptions, Session } from './session.js'
import type { CaseInfo, Report } from './types.js'

/** A runner's `it`: that of vitest, jest, node:test, mocha or bun. */
export type It = (name: string, run: (...context: unknown[]) => Promise<void>, timeoutMs?: number) => unknown

/** A runner's `describe`. */
export type Describe = (name: string, define: () => void) => unknown

/** A runner's `beforeAll` or `afterAll` (`before` and `after` of node:test). */
export type Hook = (run: () => Promise<void>) => unknown

/** What {@link contract} takes. */
export interface ContractOptions extends RunOptions {
  /** The `describe` of your runner. */
  describe: Describe
  /** The `it` or `test` of your runner. */
  it: It
  /** When given, the subject is made there; otherwise by the first case. */
  beforeAll?: Hook
  /** When given, the subject is closed and the report handed over there; otherwise after the last case. */
  afterAll?: Hook
  /** Gets the results at the end, for example to print {@link formatReport}. */
  report?: (report: Report) => void
}

/**
 * Registers every case of the contract with the caller's test runner. A case that a capability or a missing part of
 * the subject rules out is reported as skipped, with the reason; where the runner can skip a running test, it is told.
 * @throws Error when `knownGaps` names a case that there is not.
 */
export function contract(options: ContractOptions): void {
  checkGaps(options.knownGaps ?? {})
  const session = new Session(options)
  const finish = async (): Promise<void> => {
    await session.close()
    options.report?.(session.report())
  }
  let left = allCases.length
  options.describe(options.name, () => {
    options.beforeAll?.(async () => {
      await session.open()
    })
    options.afterAll?.(finish)
    for (const topic of new Set(allCases.map((definition) => definition.topic))) {
      options.describe(topic, () => {
        for (const definition of allCases.filter((candidate) => candidate.topic === topic)) {
          options.it(
            `${definition.id}: ${definition.title}`,
            // No named parameter: some runners take a function with one for a callback style test.
            async (...context) => {
              try {
                await runIn(session, definition, context[0])
              } finally {
                left -= 1
                if (left === 0 && options.afterAll === undefined) await finish()
              }
            },
            session.timeoutMs + 5_000,
          )
        }
      })
    }
  })
}

/** Runs the cases without a test runner, one after the other: in a browser, at the edge, in a script. */
export async function runContract(
  options: RunOptions & { only?: (info: CaseInfo) => boolean },
): Promise<Report> {
  checkGaps(options.knownGaps ?? {})
  const session = new Session(options)
  try {
    for (const definition of allCases) {
      if (options.only === undefined || options.only(infoOf(definition))) await session.run(definition)
    }
  } finally {
    await session.close()
  }
  return session.report()
}

/** Every case of the suite: its stable id, title, law, topic, and what it needs. */
export function listCases(): CaseInfo[] {
  return allCases.map(infoOf)
}

async function runIn(session: Session, definition: Case, context: unknown): Promise<void> {
  const { result, failure } = await session.run(definition)
  if (failure !== undefined) throw failure
  if (result.outcome === 'skipped' && canSkip(context)) context.skip(result.reason)
}

function infoOf({ id, title, law, topic, requires, refuses, needs }: Case): CaseInfo {
  return { id, title, law, topic, requires, ...(refuses === undefined ? {} : { refuses }), needs }
}

function canSkip(context: unknown): context is { skip(reason?: string): unknown } {
  const isObject = (typeof context === 'object' && context !== null) || typeof context === 'function'
  return isObject && 'skip' in context && typeof context.skip === 'function'
}

function checkGaps(gaps: Readonly<Record<string, string>>): void {
  const known = new Set(allCases.map(({ id }) => id))
  const wrong = Object.keys(gaps).filter((id) => !known.has(id))
  if (wrong.length > 0)
    throw new Error(`knownGaps: there is no case ${wrong.join(', ')}. listCases() gives the ids.`)
}
