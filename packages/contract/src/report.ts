import { laws } from './laws.js'
import type { CaseResult, Law, Outcome, Report } from './types.js'

const outcomes: readonly Outcome[] = ['passed', 'failed', 'skipped', 'known_gap']

/**
 * The report as text: `json` for machines, `table` for people: the counts of each law, what failed, the known gaps, and
 * what was skipped by reason.
 */
export function formatReport(report: Report, as: 'table' | 'json'): string {
  if (as === 'json') return JSON.stringify(report, null, 2)
  return [
    `${report.name}${report.provider === '' ? '' : ` (provider ${report.provider})`}`,
    '',
    ...lawTable(report),
    ...section(
      'Failed',
      pick(report, 'failed').map((result) => `  ${result.id}: ${firstLine(result)}`),
    ),
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

function skippedLines(report: Report): string[] {
  const byReason = new Map<string, string[]>()
  for (const { id, reason = '' } of pick(report, 'skipped'))
    byReason.set(reason, [...(byReason.get(reason) ?? []), id])
  return [...byReason].map(([reason, ids]) => `  ${reason}\n    ${ids.join(', ')}`)
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
