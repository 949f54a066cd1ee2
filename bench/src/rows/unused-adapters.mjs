import { atMost } from '../budget.mjs'

/** @type {import('../budget.mjs').Row} */
export const row = {
  id: 'unused-adapters',
  title: 'adapters that the app does not import, in its bundle',
  budget: atMost(0, 'bytes'),
  async run() {
    const { bundle } = await import('../measure/bundle.mjs')
    const { rungsApp } = await import('../subjects/apps.mjs')
    const { adapters } = await import('../subjects/adapters.mjs')
    /** @type {Record<string, number>} */
    const found = {}
    for (const { name, options } of adapters) {
      const { shares, chunks } = await bundle(rungsApp(name, options))
      for (const other of adapters.filter((adapter) => adapter.name !== name)) {
        const marked = chunks.some(({ text }) => text.includes(other.mark))
        found[`${other.name} in an app with ${name}`] =
          (shares[`@rungs/${other.name}`] ?? 0) + (marked ? other.mark.length : 0)
      }
    }
    return {
      unit: 'bytes',
      ours: { name: 'unused adapters', value: Object.values(found).reduce((sum, bytes) => sum + bytes, 0) },
      peers: [],
      details: { found },
    }
  },
}
