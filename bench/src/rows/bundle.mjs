import { atMost } from '../budget.mjs'

const kilobytes = (/** @type {number} */ bytes) => bytes / 1000

/** @type {import('../budget.mjs').Row} */
export const row = {
  id: 'bundle',
  title: 'client + one adapter in a browser: all chunks, min + gzip',
  budget: atMost(16, 'KB'),
  async run() {
    const { bundle } = await import('../measure/bundle.mjs')
    const { apps, rungsApp } = await import('../subjects/apps.mjs')
    const { adapters } = await import('../subjects/adapters.mjs')
    const ours = await bundle(apps.rungs)
    const peers = []
    const starts = [`ours ${kilobytes(ours.startGzip).toFixed(1)}`]
    for (const [name, app] of /** @type {const} */ ([
      ['@wix/sdk + @wix/loyalty', apps.wix],
      ['@voucherify/sdk', apps.voucherify],
      ['talon_one', apps.talonOne],
    ])) {
      const theirs = await bundle(app)
      const value = kilobytes(theirs.gzip)
      peers.push({ name, value, ratio: kilobytes(ours.gzip) / value })
      starts.push(`${name} ${kilobytes(theirs.startGzip).toFixed(1)}`)
    }
    const shares = Object.entries(ours.shares).map(
      ([name, bytes]) => `${name} ${kilobytes(bytes).toFixed(1)}`,
    )
    /** @type {string[]} */
    const each = []
    for (const { name, options } of adapters) {
      const { gzip, startGzip } = await bundle(rungsApp(name, options))
      each.push(`${name} ${kilobytes(gzip).toFixed(1)} (${kilobytes(startGzip).toFixed(1)})`)
    }
    return {
      unit: 'KB',
      ours: { name: '@rungs/client + @rungs/vinr', value: kilobytes(ours.gzip) },
      peers,
      notes: [
        `of it loaded at the start, the rest at the first call that needs it, in KB: ${starts.join(', ')}`,
        `client + each adapter, and what of it is loaded at the start, in KB: ${each.join(', ')}`,
        `ours minified, before gzip, in KB: ${shares.join(', ')}`,
      ],
      details: {
        startBytes: ours.startGzip,
        shares: ours.shares,
        chunks: ours.chunks.map(({ text: _, ...chunk }) => chunk),
      },
    }
  },
}
