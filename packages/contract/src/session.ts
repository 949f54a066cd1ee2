import { within } from './assert.js'
import type { Case } from './case.js'
import { type CaseContext, createContext } from './context.js'
import type { CaseResult, Need, Outcome, Report, Subject } from './types.js'

/** How a run is to be carried out. */
export interface RunOptions {
  /** Names the run in the report. */
  name: string
  /** Makes what is tested. Called once, when the first case begins. */
  subject: () => Subject | Promise<Subject>
  /** Cases that are expected to fail, each with the reason. One that passes fails the run. */
  knownGaps?: Readonly<Record<string, string>>
  /** Milliseconds that one case may take; 20,000 when not given. */
  timeoutMs?: number
}

/** One run: the subject, made once, and the results so far. */
export class Session {
  private readonly results: CaseResult[] = []
  private opened: Promise<Subject> | undefined
  private provider = ''

  constructor(private readonly options: RunOptions) {}

  /** Milliseconds that one case may take. */
  get timeoutMs(): number {
    return this.options.timeoutMs ?? 20_000
  }

  /** The subject; made when first asked for. */
  open(): Promise<Subject> {
    this.opened ??= Promise.resolve()
      .then(() => this.options.subject())
      .then((subject) => {
        this.provider = subject.provider.name
        return subject
      })
    return this.opened
  }

  /** Runs one case and keeps its result. Gives the failure, if any, so that a runner can show it. */
  async run(definition: Case): Promise<{ result: CaseResult; failure?: unknown }> {
    const started = performance.now()
    const { id, title, law, topic } = definition
    const ended = (outcome: Outcome, reason?: string): CaseResult => {
      const durationMs = Math.round(performance.now() - started)
      const result = {
        id,
        title,
        law,
        topic,
        outcome,
        ...(reason === undefined ? {} : { reason }),
        durationMs,
      }
      this.results.push(result)
      return result
    }
    const gap = this.options.knownGaps?.[id]
    try {
      const subject = await this.open()
      const t = createContext(subject, id)
      const reason = skipReason(definition, t)
      if (reason !== undefined) return { result: ended('skipped', reason) }
      await within(attempt(definition, t), this.timeoutMs, 'the case')
    } catch (error) {
      if (gap !== undefined) return { result: ended('known_gap', gap) }
      return {
        result: ended('failed', error instanceof Error ? error.message : String(error)),
        failure: error,
      }
    }
    if (gap === undefined) return { result: ended('passed') }
    const failure = new Error(`${id} passes, but is listed in knownGaps (${gap}): take it out.`)
    return { result: ended('failed', failure.message), failure }
  }

  /** The results so far. */
  report(): Report {
    const counts: Report['counts'] = { passed: 0, failed: 0, skipped: 0, known_gap: 0 }
    for (const { outcome } of this.results) counts[outcome] += 1
    return { name: this.options.name, provider: this.provider, counts, results: [...this.results] }
  }

  /** Closes the subject, if one was made. */
  async close(): Promise<void> {
    const subject = await this.opened?.catch(() => undefined)
    await subject?.close?.()
  }
}

async function attempt(definition: Case, t: CaseContext): Promise<void> {
  await t.subject.reset()
  try {
    await definition.run(t)
  } finally {
    await t.subject.wire?.setFaults([])
  }
}

function skipReason({ requires, refuses, needs, unless }: Case, t: CaseContext): string | undefined {
  for (const key of requires) {
    const capability = t.capability(key)
    if (capability.support === 'unsupported') return `${key}: ${capability.reason}`
  }
  if (refuses !== undefined && t.supports(refuses))
    return 'the provider supports it: there is nothing to refuse'
  for (const need of needs) {
    if (!isThere(need, t)) return missing[need]
  }
  return unless?.(t)
}

function isThere(need: Need, t: CaseContext): boolean {
  const { subject } = t
  if (need === 'member') return subject.member !== undefined || t.supports('members.enroll')
  if (need === 'secrets') return (subject.secrets ?? []).length > 0
  return subject[need] !== undefined
}

const missing: Readonly<Record<Need, string>> = {
  wire: 'the subject has no wire',
  member: 'members.enroll is unsupported and the subject has no way to make a member',
  secrets: 'the subject names no secrets',
  wrongCredentials: 'the subject has no provider with wrong credentials',
}
