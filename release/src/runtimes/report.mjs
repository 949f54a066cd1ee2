import Table from 'cli-table3'

/**
 * How one runtime did.
 * @typedef {import('./run-on.mjs').Found} Found
 * @typedef {{ name: string, from: string, version?: string, seconds?: number, found?: Found, skipped?: string,
 *   trouble?: string }} Row
 */

/** The sum over all providers. */
const total = (/** @type {Found} */ { providers }, /** @type {'passed' | 'failed' | 'skipped'} */ outcome) =>
  providers.reduce((sum, { counts }) => sum + counts[outcome], 0)

/**
 * What is wrong with the runs, a line each. A case that is skipped on one runtime alone would hide what does not work
 * there, so all must pass as many as the first.
 * @param {readonly Row[]} rows
 */
export function troubles(rows) {
  const passedFirst = rows[0]?.found === undefined ? undefined : total(rows[0].found, 'passed')
  return rows.flatMap(({ name, trouble, found }) => {
    if (trouble !== undefined) return [`${name}: ${trouble}`]
    if (found === undefined) return []
    const failed = found.providers.flatMap((provider) =>
      provider.failed.map(({ id, reason }) => `${name}: ${provider.name}: ${id}: ${reason}`),
    )
    const passed = total(found, 'passed')
    const fewer =
      passed === passedFirst ? [] : [`${name}: ${passed} cases passed, ${passedFirst} on ${rows[0]?.name}`]
    const deaf = found.loopback === false ? [`${name}: the emulator on loopback gave no tiers`] : []
    return [...failed, ...fewer, ...deaf]
  })
}

const loopbackCell = (/** @type {boolean | undefined} */ loopback) =>
  loopback === undefined ? 'has none' : loopback ? 'yes' : 'no'

/** The table: a row for each runtime. */
export function tableOf(/** @type {readonly Row[]} */ rows) {
  const head = [
    'runtime',
    'version',
    'from',
    'passed',
    'failed',
    'skipped',
    'emulators in process',
    'server',
    's',
  ]
  const table = new Table({ head, style: { head: [], border: [] } })
  for (const { name, version = '', from, found, seconds, skipped, trouble } of rows) {
    if (found === undefined) {
      table.push([name, version, from, { colSpan: 6, content: skipped ?? firstLine(trouble ?? '') }])
      continue
    }
    const counts = /** @type {const} */ (['passed', 'failed', 'skipped']).map((outcome) =>
      total(found, outcome),
    )
    const emulated = found.providers.filter(({ name: provider, counts: { failed, passed } }) => {
      return provider !== 'memory' && failed === 0 && passed > 0
    })
    const names = emulated.map((provider) => provider.name).join(', ')
    table.push([
      name,
      version,
      from,
      ...counts,
      names,
      loopbackCell(found.loopback),
      (seconds ?? 0).toFixed(0),
    ])
  }
  return table.toString()
}

/** How many cases of each provider passed, on the first runtime. */
export function providersLine(/** @type {readonly Row[]} */ rows) {
  const found = rows.find((row) => row.found !== undefined)?.found
  const each = (found?.providers ?? []).map(({ name, counts: { passed, skipped } }) => {
    return `${name} ${passed} of ${passed + skipped}`
  })
  return `Cases passed by provider, the rest ruled out by what it cannot do: ${each.join(', ')}.`
}

const firstLine = (/** @type {string} */ text) => text.split('\n')[0] ?? ''
