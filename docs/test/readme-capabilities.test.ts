import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as capillary from '@rungs/capillary'
import type { Capabilities, Capability } from '@rungs/model'
import * as scrip from '@rungs/scrip'
import * as vinr from '@rungs/vinr'
import * as wix from '@rungs/wix'
import { expect, test } from 'vitest'
import { root } from './markdown.js'

const section = /(<!-- capabilities:start -->\n)[\s\S]*(<!-- capabilities:end -->)/

test.each(Object.entries({ wix, capillary, vinr, scrip }))(
  'the README of %s has its capabilities as they are; WRITE_DOCS=1 writes them',
  (name, { capabilities }) => {
    const file = join(root, 'packages', name, 'README.md')
    const text = readFileSync(file, 'utf8')
    const current = text.replace(section, `$1${table(capabilities)}$2`)
    if (process.env.WRITE_DOCS === '1') writeFileSync(file, current)
    else expect(bare(text)).toBe(bare(current))
  },
)

/** Keys that are held in the same way share a row. */
function table(capabilities: Capabilities): string {
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

/** The formatter aligns tables. */
const bare = (markdown: string): string => markdown.replace(/ +/g, ' ').replace(/-{3,}/g, '---')
