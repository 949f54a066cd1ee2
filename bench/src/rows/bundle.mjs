import { atMost } from '../budget.mjs'

const kilobytes = (/** @type {number} */ bytes) => bytes / 1000

/** @type {import('../budget.mjs').Row} */
export const row = {
  id: 'bundle',
  title: 'client + one adapter in a browser: all chunks, min + gzip',
  budget: atMost(16, 'KB'),
  async run() {
    const { bundle } = await import('../measure/bundle.mjs')
    const { apps } = await import('../subjects/apps.mjs')
    const ours = await bundle(apps.rungs)
    const peers = []
    for (const [name, app] of /** @type {const} */ ([
      ['@wix/sdk + @wix/loyalty', apps.wix],
      ['@voucherify/sdk', apps.voucherify],
      ['talon_one', apps.talonOne],
    ])) {
      const value = kilobytes((await bundle(app)).gzip)
      peers.push({ name, value, ratio: kilobytes(ours.gzip) / value })
    }
    const shares = Object.entries(ours.shares).map(
      ([name, bytes]) => `${name} ${kilobytes(bytes).toFixed(1)}`,
    )
    return {
      unit: 'KB',
      ours: { name: '@rungs/client + @rungs/vinr', value: kilobytes(ours.gzip) },
      peers,
      notes: [
        `loaded at once ${kilobytes(ours.entryGzip).toFixed(1)} KB, the rest at the first call that needs it`,
        `minified, before gzip, in KB: ${shares.join(', ')}`,
      ],
      details: { shares: ours.shares, chunks: ours.chunks.map(({ text: _, ...chunk }) => chunk) },
    }
  },
}
