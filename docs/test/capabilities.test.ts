import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { memory } from '@rungs/memory'
import type { Capability, CapabilityKey, TierProvider } from '@rungs/model'
import { vinr } from '@rungs/vinr'
import { expect, test } from 'vitest'
import { root } from './markdown.js'

const providers: TierProvider[] = [memory(), vinr({ apiKey: 'sk_test_docs' })]
const section = /(<!-- capabilities:start -->\n)[^]*(<!-- capabilities:end -->)/
const isOperation = (key: string): boolean => /^(tiers|ladder|workflow|members)\./.test(key) && key !== 'ladder.name'

function table(): string {
  const [first] = providers
  const operations = Object.keys(first?.capabilities ?? {}).filter(
    (key) => isOperation(key) && !/^ladder\.(status|window|lifecycle|baseTier|timeZone)$/.test(key),
  )
  const rows = operations.map((key) => [
    `\`${key}\``,
    ...providers.map((provider) => cell(provider.capabilities[key as CapabilityKey])),
  ])
  const head = ['', ...providers.map((provider) => provider.name)]
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('')
}

function cell(capability: Capability): string {
  if (capability.support === 'native') return 'native'
  return capability.support === 'emulated' ? `emulated: ${capability.note}` : `no: ${capability.reason}`
}

test('the capability table of the README is what the providers declare', () => {
  const file = join(root, 'README.md')
  const text = readFileSync(file, 'utf8')
  const current = text.replace(section, `$1${table()}$2`)
  if (process.env.WRITE_DOCS === '1') writeFileSync(file, current)
  else expect(text, 'stale: run `npm run docs:write`').toBe(current)
})
