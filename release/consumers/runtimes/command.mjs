// For runtimes with a command line: the suite, and an emulator as a server on loopback; one line of JSON.
import { createClient } from '@rungs/client'
import { createEmulator, startServer } from '@rungs/emulators'
import { vinr } from '@rungs/vinr'
import { runSuite } from './suite.mjs'

async function overLoopback() {
  const server = await startServer(createEmulator('vinr'))
  try {
    const rungs = createClient(vinr({ apiKey: 'sk_test_1', baseUrl: server.url }))
    return (await rungs.tiers.list().toArray({ max: 100 })).length > 0
  } finally {
    await server.close()
  }
}

const { providers } = await runSuite()
console.log(JSON.stringify({ providers, loopback: await overLoopback() }))
