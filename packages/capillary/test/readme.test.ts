import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Capability } from '@rungs/model'
import { expect, it } from 'vitest'
import { capabilities } from '../src/capabilities.js'

const file = fileURLToPath(new URL('../README.md', import.meta.url))
const section = /(<!-- capabilities:start -->\n)[\s\S]*(<!-- capabilities:end -->)/

/** Keys that are held in the same way share a row. */
function table(): string {
  const rows = new Map<string, string[]>()
  for (const [key, capability] of Object.entries(capabilities)) {
    const words = cell(capability)
    rows.set(words, [...(rows.get(words) ?? []), `\`${key}\``])
  }
  const lines = [...rows].map(([words, keys]) => `| ${keys.join(', ')} | ${words} |\n`)
  return ['| capability | |\n', '| --- | --- |\n', ...lines].join('')
}

function cell(capability: Capability): string {
  if (capability.support === 'unsupported') return `no: ${capability.reason}`
  return [capability.support, capability.note].filter((part) => part !== undefined).join(': ')
}

it('has the capabilities as they are; WRITE_DOCS=1 writes them', () => {
  const text = readFileSync(file, 'utf8')
  // The formatter aligns tables.
  const bare = (markdown: string): string => markdown.replace(/ +/g, ' ').replace(/-{3,}/g, '---')
  const current = text.replace(section, `$1${table()}$2`)
  if (process.env.WRITE_DOCS === '1') writeFileSync(file, current)
  else expect(bare(text)).toBe(bare(current))
})
