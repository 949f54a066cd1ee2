/**
 * The rows in the order of the table. A row loads its subjects when it runs, so that listing them loads no peer.
 * @returns {Promise<import('../budget.mjs').Row[]>}
 */
export async function rows() {
  const modules = await Promise.all([
    import('./evaluate.mjs'),
    import('./evaluate-reasons.mjs'),
    import('./impact.mjs'),
    import('./pipeline-get.mjs'),
    import('./pipeline-get-each.mjs'),
    import('./pipeline-create.mjs'),
    import('./get.mjs'),
    import('./bundle.mjs'),
    import('./unused-adapters.mjs'),
    import('./cold-import.mjs'),
    import('./emulator-load.mjs'),
    import('./emulator-start.mjs'),
    import('./memory-reads.mjs'),
  ])
  return modules.map(({ row }) => row)
}
