import { junitOf } from './junit.js'
import { laws } from './laws.js'
import type { CaseResult, Law, Outcome, Report } from './types.js'

const outcomes: readonly Outcome[] = ['passed', 'failed', 'skipped', 'known_gap']

/**
 * The report as text: `json` for programs; `junit` for CI servers, as XML; `table` for people: the counts of each law,
 * what failed, the known gaps, and what was skipped by reason. What fails for the same reason in many cases stands once.
 */
export function formatReport(report: Report, as: 'table' | 'json' | 'junit'): string {
  if (as === 'json') return JSON.stringify(report, null, 2)
  if (as === 'junit') return junitOf(report)
  return [
    `${report.name}${report.provider === '' ? '' : ` (provider ${report.provider})`}`,
    '',
    ...lawTable(report),
    ...section('Failed', failedLines(report)),
    ...section(
      'Known gaps',
      pick(report, 'known_gap').map((result) => `  ${result.id}: ${firstLine(result)}`),
    ),
    ...section('Skipped', skippedLines(report)),
  ].join('\n')
}

function lawTable(report: Report): string[] {
  const head = ['law', 'passed', 'failed', 'skipped', 'known gaps']
  const rows = Object.entries(laws).map(([number, { name }]) => {
    const own = report.results.filter(({ law }) => law === lawNumber(number))
    return [`${number} ${name}`, ...outcomes.map((outcome) => String(count(own, outcome)))]
  })
  const all = ['all', ...outcomes.map((outcome) => String(report.counts[outcome]))]
  const lines = [head, ...rows, all]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  return lines.map((line) =>
    line
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  )
}

/** From how many cases on a failure is told once for all of them, and how many of them are then named. */
const many = 5

function failedLines(report: Report): string[] {
  return byReason(pick(report, 'failed'), firstLine).flatMap(([reason, ids]) => {
    if (ids.length < many) return ids.map((id) => `  ${id}: ${reason}`)
    const rest = ids.length > many ? `, and ${ids.length - many} more` : ''
    return [`  ${reason}\n    ${ids.slice(0, many).join(', ')}${rest}`]
  })
}

function skippedLines(report: Report): string[] {
  return byReason(pick(report, 'skipped'), ({ reason = '' }) => reason).map(
    ([reason, ids]) => `  ${reason}\n    ${ids.join(', ')}`,
  )
}

function byReason(
  results: readonly CaseResult[],
  reasonOf: (result: CaseResult) => string,
): [reason: string, ids: string[]][] {
  const found = new Map<string, string[]>()
  for (const result of results) {
    const reason = reasonOf(result)
    found.set(reason, [...(found.get(reason) ?? []), result.id])
  }
  return [...found]
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines]
}

function pick(report: Report, outcome: Outcome): CaseResult[] {
  return report.results.filter((result) => result.outcome === outcome)
}

function count(results: readonly CaseResult[], outcome: Outcome): number {
  return results.filter((result) => result.outcome === outcome).length
}

function firstLine({ reason = '' }: CaseResult): string {
  return reason.split('\n')[0] ?? ''
}

function lawNumber(text: string): Law | undefined {
  return ([1, 2, 3, 4, 5, 6, 7, 8, 9] as const).find((law) => String(law) === text)
}
