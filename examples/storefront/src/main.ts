import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Loss } from 'rungs'
import { drawTable } from 'rungs/output'
import { type Backends, startBackends } from './backends.js'
import { type Demo, openDemo } from './demo.js'
import { createSite } from './server.js'
import { rowOf } from './summary.js'

const { RUNGS_USE, PORT = '3000' } = process.env

/** Serves the shop on the provider of the config until it is stopped. */
async function open(backends: Backends): Promise<void> {
  const demo = await openDemo(backends)
  const server = serve({ fetch: (await siteOf(demo)).fetch, hostname: '127.0.0.1', port: Number(PORT) })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  console.log(`Northway is open on ${demo.provider}: http://127.0.0.1:${port} (stop it with Ctrl+C)`)
  for (const line of linesOf(demo.losses)) console.log(line)
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  server.close()
  await demo.close()
}

/** With `--once`: looks at the shop on every provider, or on the one that RUNGS_USE names, and ends. */
async function lookAtAll(backends: Backends): Promise<void> {
  const rows: string[][] = []
  for (const use of RUNGS_USE ? [RUNGS_USE] : ['memory', 'wix', 'capillary', 'vinr', 'scrip']) {
    const demo = await openDemo(backends, use)
    const page = await (await siteOf(demo)).request('/')
    rows.push(await rowOf(demo, page.status))
    await demo.close()
  }
  console.log(drawTable(['provider', 'page', 'lost', 'shoppers'], rows))
}

function siteOf(demo: Demo): Promise<Hono> {
  return createSite({ ...demo, log: (line) => console.error(line) })
}

function linesOf(losses: readonly Loss[]): string[] {
  const reasons = [...new Set(losses.map(({ reason }) => reason))]
  return reasons.map((reason) => {
    const paths = losses.filter((loss) => loss.reason === reason).map(({ path }) => path)
    return `Not held there: ${paths.join(', ')}. ${reason}`
  })
}

try {
  const backends = await startBackends()
  try {
    await (process.argv.includes('--once') ? lookAtAll(backends) : open(backends))
  } finally {
    await backends.close()
  }
} catch (error) {
  console.error(`storefront: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
