import { pipeline, type Readable } from 'node:stream'
import type { ImpactMember, MetricValues } from '@rungs/engine'
import { parse } from 'csv-parse'

const metricName = /^(points\.balance|points\.earned|spend|visits|counter:.+)$/

/**
 * Members of a CSV, one at a time, so that a file of any length needs no more memory than one line. The first row
 * names the columns: `id`, and metrics such as `points.earned`, `spend` or `counter:nights`. An empty cell is 0.
 */
export async function* membersOf(csv: Readable): AsyncGenerator<ImpactMember> {
  const rows = parse({ columns: checkColumns, skip_empty_lines: true, bom: true })
  // Hands on what goes wrong with the file to whoever reads the rows.
  pipeline(csv, rows, () => {})
  let line = 1
  for await (const { id, ...cells } of rows as AsyncIterable<Record<string, string>>) {
    line += 1
    if (id === undefined || id === '') throw new Error(`row ${line}: expected an id`)
    yield { id, metrics: metricsOf(cells, line) }
  }
}

function checkColumns(names: string[]): string[] {
  if (!names.includes('id')) throw new Error(`expected a column id, got ${names.join(', ')}`)
  const wrong = names.find((name) => name !== 'id' && !metricName.test(name))
  if (wrong === undefined) return names
  throw new Error(
    `'${wrong}': expected points.balance, points.earned, spend, visits or counter:<key> as a column`,
  )
}

function metricsOf(cells: Readonly<Record<string, string>>, line: number): MetricValues {
  const metrics: Record<string, string | number> = {}
  for (const name in cells) {
    const text = cells[name] ?? ''
    if (text === '') continue
    const number = Number(text)
    // Numbers are compared faster, and just as exactly where they print as they were written.
    if (String(number) === text) metrics[name] = number
    else if (/^-?\d+(\.\d+)?$/.test(text)) metrics[name] = text
    else throw new Error(`row ${line}, ${name}: expected an amount such as 1200 or 0.30, got '${text}'`)
  }
  return metrics
}
