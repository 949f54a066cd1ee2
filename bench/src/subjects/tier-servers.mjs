import { fileURLToPath } from 'node:url'

/** What authenticates a request to the emulator. */
async function emulatorHeaders() {
  const { emulate } = await import('@rungs/emulators')
  const running = await emulate({ vendors: ['vinr'] })
  await running.close()
  return { ...running.ready.vinr?.headers }
}

/** The emulator and its peer, each as the command that serves VINR tiers on a port of loopback. */
export async function tierServers() {
  const rungs = fileURLToPath(new URL('bin/rungs.js', import.meta.resolve('rungs/package.json')))
  const prism = fileURLToPath(import.meta.resolve('@stoplight/prism-cli/dist/index.js'))
  const headers = await emulatorHeaders()
  const path = '/v1/tiers/tier_gold'
  return [
    {
      name: 'rungs emulate vinr',
      path,
      headers,
      args: (/** @type {number} */ port) => [rungs, 'emulate', 'vinr', '--port', String(port)],
    },
    {
      name: '@stoplight/prism-cli',
      path,
      headers,
      // Silent, or it spends more on printing every request than on answering it. It sends nothing to anybody.
      args: (/** @type {number} */ port) => [
        ...[prism, 'mock', '--host', '127.0.0.1', '--port', String(port), '--verboseLevel', 'silent'],
        fileURLToPath(new URL('../fixtures/vinr-tiers.openapi.yaml', import.meta.url)),
      ],
    },
  ]
}

export const withoutJava = { name: 'WireMock', skipped: 'needs Java' }
