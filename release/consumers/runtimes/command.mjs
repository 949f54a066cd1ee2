// For runtimes with a command line: the suite of the provider that is named; or, where `loopback` is, whether an
// emulator answers as a server. One line of JSON.
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

const asked = process.argv[2]
console.log(JSON.stringify(asked === 'loopback' ? await overLoopback() : await runSuite(asked)))
