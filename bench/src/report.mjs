import Table from 'cli-table3'

/**
 * @typedef {import('./budget.mjs').Row} Row
 * @typedef {import('./budget.mjs').Measurement} Measurement
 * @typedef {{ row: Row, measurement: Measurement, within: boolean } | { row: Row, failed: string, within: boolean }} Result
 */

/** A figure to three digits, whole ones in full. */
function shown(/** @type {number} */ value) {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
  return value.toLocaleString('en', { maximumFractionDigits: digits })
}

/** A ratio to two decimals, very small ones to two digits. */
const proportion = (/** @type {number} */ ratio) => (ratio < 0.1 ? ratio.toPrecision(2) : ratio.toFixed(2))

/** One result as plain data for the JSON file. */
export function cells(/** @type {Result} */ result) {
  const { id, title, budget } = result.row
  const head = { id, title, budget: budget.text, within: result.within }
  return 'failed' in result ? { ...head, failed: result.failed } : { ...head, ...result.measurement }
}

/** One table of all rows: a line for ours beside each peer. */
export function table(/** @type {Result[]} */ results) {
  const lines = new Table({
    head: ['row', 'ours', 'peer', 'ratio', 'budget', 'within budget'],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'left', 'right', 'left', 'left'],
  })
  for (const result of results) lines.push(lineOf(result))
  const notes = results.flatMap((result) =>
    'failed' in result
      ? [`${result.row.id}: ${result.failed}`]
      : (result.measurement.notes ?? []).map((note) => `${result.row.id}: ${note}`),
  )
  return [lines.toString(), ...notes].join('\n')
}

function lineOf(/** @type {Result} */ result) {
  const { row } = result
  if ('failed' in result) return [row.title, 'failed', '', '', row.budget.text, 'NO']
  const { ours, peers, unit } = result.measurement
  const mine = `${shown(ours.value)} ${unit}`
  const verdict = result.within ? 'yes' : 'NO'
  const compared = peers.map((peer) =>
    'skipped' in peer
      ? [`${peer.name}: ${peer.skipped}`, '-']
      : [
          `${peer.name} ${shown(peer.value)} ${unit}`,
          peer.ratio === undefined ? '-' : proportion(peer.ratio),
        ],
  )
  const column = (/** @type {0 | 1} */ index) => compared.map((pair) => pair[index]).join('\n')
  return [row.title, mine, column(0), column(1), row.budget.text, verdict]
}
