// An app in CommonJS: the packages are ES modules, which import() gives it.
const assert = require('node:assert/strict')

async function main() {
  const { createClient } = await import('@rungs/client')
  const { createEmulator } = await import('@rungs/emulators')
  const { vinr } = await import('@rungs/vinr')
  const emulator = createEmulator('vinr')
  const rungs = createClient(vinr({ apiKey: 'sk_test_1', baseUrl: emulator.url, fetch: emulator.fetch }))
  const names = []
  for await (const tier of rungs.tiers.list()) names.push(tier.name)
  assert.ok(names.includes('Gold'))
  console.log(JSON.stringify({ names }))
}

main()
