import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { memory } from '@rungs/memory'
import type { Capability, CapabilityKey, Operation, Operations, TierProvider } from '@rungs/model'
import { vinr } from '@rungs/vinr'
import { expect, test } from 'vitest'
import { root } from './markdown.js'

const providers: TierProvider[] = [memory(), vinr({ apiKey: 'sk_test_docs' })]

/** Every operation; a missing or superfluous one does not compile. */
const operations: { [O in keyof Operations]: true } = {
  'tiers.list': true,
  'tiers.get': true,
  'tiers.create': true,
  'tiers.update': true,
  'tiers.delete': true,
  'ladder.get': true,
  'ladder.update': true,
  'workflow.submit': true,
  'workflow.approve': true,
  'workflow.reject': true,
  'workflow.publish': true,
  'members.enroll': true,
  'members.standing': true,
  'members.assign': true,
  'members.record': true,
}

const keys = Object.keys(providers[0]?.capabilities ?? {}) as CapabilityKey[]
const isOperation = (key: CapabilityKey): key is Operation => Object.hasOwn(operations, key)

function table(rows: readonly CapabilityKey[], cell: (capability: Capability) => string): string {
  const head = ['', ...providers.map((provider) => provider.name)]
  const body = rows.map((key) => [
    `\`${key}\``,
    ...providers.map((provider) => cell(provider.capabilities[key]).replaceAll('|', '\\|')),
  ])
  return [head, head.map(() => '---'), ...body].map((row) => `| ${row.join(' | ')} |\n`).join('')
}

const word = ({ support }: Capability): string => (support === 'unsupported' ? 'no' : support)

function explained(capability: Capability): string {
  if (capability.support === 'unsupported') return `**no.** ${capability.reason}`
  if (capability.support === 'emulated') return `**emulated.** ${capability.note}`
  return capability.note === undefined ? 'native' : `native. ${capability.note}`
}

function hold(path: string, current: (text: string) => string): void {
  const file = join(root, path)
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  if (process.env.WRITE_DOCS === '1') writeFileSync(file, current(text))
  else expect(text, `${path} is stale: npm run docs:write`).toBe(current(text))
}

test('the capability table of the README is what the providers declare', () => {
  hold('README.md', (text) =>
    text.replace(
      /(<!-- capabilities:start -->\n)[\s\S]*(<!-- capabilities:end -->)/,
      (_all, start: string, end: string) => `${start}${table(keys.filter(isOperation), word)}${end}`,
    ),
  )
})

test('docs/capabilities.md says of everything what each provider can do, and why not', () => {
  hold(
    'docs/capabilities.md',
    () => `# Capabilities

What each provider declares about every operation, every field of the common model, and every promise beyond single
operations. Written from the providers by \`npm run docs:write\`, and held to them by a test. Apps read the same from
\`client.capabilities\`.

${table(keys, explained)}`,
  )
})
