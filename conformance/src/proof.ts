import {
  type CaseInfo,
  type CaseResult,
  listCases,
  type Report,
  runContract,
  type Subject,
} from '@rungs/contract'
import type { Fault } from '@rungs/emulators'
import type { Capabilities, CapabilityKey, Operation } from '@rungs/model'
import { subjects } from './subjects.js'

/** A provider's declared capabilities with the contract's results for it. */
export interface Proof {
  provider: string
  capabilities: Capabilities
  report: Report
}

const cases = new Map(listCases().map((info) => [info.id, info]))

/** Runs the contract against every provider. They run side by side, for many cases only wait for a deadline. */
export function prove(): Promise<Proof[]> {
  return Promise.all(
    Object.entries(subjects).map(async ([provider, make]) => {
      const subject = yielding(await make())
      const report = await runContract({ name: provider, subject: () => subject, timeoutMs: 60_000 })
      return { provider, capabilities: subject.provider.capabilities, report }
    }),
  )
}

/** In process nothing ever waits for the event loop, so that one provider's cases would keep the others from timers. */
function yielding(subject: Subject): Subject {
  const reset = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve))
    await subject.reset()
  }
  return { ...subject, reset }
}

/** What a tier may hold. */
const fields = listCases().flatMap(
  ({ id }) => (/^L1\.create-refuses\.(.+)$/.exec(id)?.[1] ?? []) as CapabilityKey[],
)

/** Which operation a group of capabilities is about: where all of it is refused, so is each of them. */
const operations: { readonly [group: string]: Operation } = {
  activity: 'members.record',
  assign: 'members.assign',
  explain: 'members.explain',
  ladder: 'ladder.update',
  standing: 'members.standing',
}

/** How many cases that passed speak of a capability: that it works where it is declared, that it is refused where not. */
export function provenBy({ capabilities, report }: Proof, key: CapabilityKey): number {
  const refused = capabilities[key].support === 'unsupported'
  const operation = operations[key.slice(0, key.indexOf('.'))]
  const whole = refused && operation !== undefined && capabilities[operation].support === 'unsupported'
  const proven = whole ? operation : key
  return report.results.filter(({ id, outcome }) => {
    const info = cases.get(id)
    if (outcome !== 'passed' || info === undefined) return false
    return refused ? info.refuses === proven : info.requires.includes(proven)
  }).length
}

/** What a provider declares and no case that passed speaks of. A promise that it does not make needs no proof. */
export function unproven(proof: Proof): CapabilityKey[] {
  return (Object.keys(proof.capabilities) as CapabilityKey[]).filter((key) => {
    const none = key.startsWith('guarantee.') && proof.capabilities[key].support === 'unsupported'
    return !none && provenBy(proof, key) === 0
  })
}

/** Skipped cases that no capability, and no missing part of the subject, explains. */
export function unexplained({ capabilities, report, provider }: Proof): CaseResult[] {
  const explains = (info: CaseInfo): boolean =>
    info.requires.some((key) => capabilities[key].support === 'unsupported') ||
    (info.requires.includes('tier.rank') && capabilities['tier.rank'].support === 'emulated') ||
    (info.refuses !== undefined && capabilities[info.refuses].support !== 'unsupported') ||
    (provider === 'memory' && info.needs.length > 0) ||
    (info.id === 'L1.refusal-names-every-path' &&
      fields.every((key) => capabilities[key].support !== 'unsupported'))
  return report.results.filter(({ id, outcome }) => {
    const info = cases.get(id)
    return outcome === 'skipped' && info !== undefined && !explains(info)
  })
}

/** The cases in which an operation meets a fault that stays, by the kind of fault. */
const lasting: { readonly [kind in Fault['kind']]: readonly string[] } = {
  status: ['unavailable', 'rate-limited'],
  reset: ['reset'],
  lost_reply: ['lost-reply'],
  truncate: ['truncated'],
  html: ['gateway-page'],
  malformed: ['broken-json'],
  delay: ['delay'],
  hang: ['hang'],
  dribble: ['dribble'],
}
/** The same of faults that hit one request of a write, so that a repetition gets through. */
const passing = [
  'lost-reply',
  'truncated',
  'reset',
  'gateway-page',
  'broken-json',
  'unavailable',
  'bad-gateway',
]

/**
 * Cells of the fault matrix that are not shown to be right: an operation that the provider offers, and a kind of fault,
 * without a case of it that passed. A provider without a wire has none.
 */
export function emptyCells({ provider, capabilities, report }: Proof): string[] {
  if (provider === 'memory') return []
  const passed = new Set(report.results.flatMap(({ id, outcome }) => (outcome === 'passed' ? [id] : [])))
  const offered = (Object.keys(allOperations) as Operation[]).filter(
    (operation) => capabilities[operation].support !== 'unsupported',
  )
  return offered.flatMap((operation) =>
    [
      ...Object.values(lasting).flatMap((cells) => cells.map((cell) => `L8.${cell}.${operation}`)),
      ...(allOperations[operation] === 'read'
        ? ['unavailable', 'rate-limited', 'reset', 'lost-reply', 'truncated'].map(
            (cell) => `L8.once.${cell}.${operation}`,
          )
        : [...passing, 'all-replies-lost', 'rate-limited-once'].map((cell) => `L4.${cell}.${operation}`)),
    ].filter((id) => !passed.has(id)),
  )
}

const allOperations: { readonly [operation in Operation]: 'read' | 'write' } = {
  'tiers.list': 'read',
  'tiers.get': 'read',
  'ladder.get': 'read',
  'members.standing': 'read',
  'members.explain': 'read',
  'members.history': 'read',
  'tiers.create': 'write',
  'tiers.update': 'write',
  'tiers.delete': 'write',
  'ladder.update': 'write',
  'workflow.submit': 'write',
  'workflow.approve': 'write',
  'workflow.reject': 'write',
  'workflow.publish': 'write',
  'members.enroll': 'write',
  'members.assign': 'write',
  'members.record': 'write',
}

/** One figure of the fault matrix: how many meetings of an operation and a fault ended rightly. */
export function faultFigures({ provider, report }: Proof): string {
  const cells = report.results.filter(
    ({ id }) =>
      /^L[48]\.[a-z.-]+\.(tiers|ladder|members|workflow)\./.test(id) && cases.get(id)?.needs.includes('wire'),
  )
  const count = (outcome: string): number => cells.filter((cell) => cell.outcome === outcome).length
  return `${provider.padEnd(10)} ${count('passed')} fault x operation cells right, ${count('failed')} wrong, ${count('skipped')} not offered`
}
