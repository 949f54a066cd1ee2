import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { formatReport } from '@rungs/contract'
import type { Capability, CapabilityKey, Operation, Operations } from '@rungs/model'
import { beforeAll, describe, expect, it } from 'vitest'
import { emptyCells, faultFigures, type Proof, prove, provenBy, unexplained, unproven } from '../src/proof.js'
import { subjects } from '../src/subjects.js'

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
  'members.explain': true,
  'members.history': true,
  'members.assign': true,
  'members.record': true,
}

let proofs: Proof[] = []
let keys: CapabilityKey[] = []

beforeAll(async () => {
  proofs = await prove()
  keys = Object.keys(proofs[0]?.capabilities ?? {}) as CapabilityKey[]
  console.log(`\nFault matrix:\n${proofs.map(faultFigures).join('\n')}`)
}, 600_000)

describe.each(Object.keys(subjects))('%s', (name) => {
  const proof = (): Proof => proofs.find(({ provider }) => provider === name) ?? expect.fail('not run')

  it('passes the contract', () => {
    const { report } = proof()
    expect(report.counts.failed, formatReport(report, 'table')).toBe(0)
  })

  it('has no empty cell in its fault matrix: every fault, at every operation that it offers, ends rightly', () => {
    expect(emptyCells(proof())).toEqual([])
  })

  it('skips no case that a capability does not explain', () => {
    expect(unexplained(proof()).map(({ id, reason }) => `${id}: ${reason}`)).toEqual([])
  })

  it('is proven by at least one case in everything that it declares', () => {
    expect(unproven(proof())).toEqual([])
  })
})

describe('the capability tables', () => {
  it('of the README say what was proven', () => {
    const isOperation = (key: CapabilityKey): key is Operation => Object.hasOwn(operations, key)
    hold('README.md', (text) =>
      text.replace(
        /(<!-- capabilities:start -->\n)[\s\S]*(<!-- capabilities:end -->)/,
        (_all, start: string, end: string) => `${start}${table(keys.filter(isOperation), word)}${end}`,
      ),
    )
  })

  it('of docs/capabilities.md say of everything what each provider can do, and why not', () => {
    hold(
      'docs/capabilities.md',
      () => `# Capabilities

What each provider can do of every operation, every field of the common model, and every promise beyond single
operations. Written from the results of the contract suite by \`npm run docs:write\`, and held to them by a test: the
number says how many cases prove it, or prove that it is refused before any request. Apps read the same from
\`client.capabilities\`.

${table(keys, explained)}`,
    )
  })
})

type Cell = (capability: Capability, cases: number) => string

function table(rows: readonly CapabilityKey[], cell: Cell): string {
  const head = ['', ...proofs.map(({ provider }) => provider)]
  const body = rows.map((key) => [
    `\`${key}\``,
    ...proofs.map((proof) => cell(proof.capabilities[key], provenBy(proof, key)).replaceAll('|', '\\|')),
  ])
  return [head, head.map(() => '---'), ...body].map((row) => `| ${row.join(' | ')} |\n`).join('')
}

const word: Cell = ({ support }) => (support === 'unsupported' ? 'no' : support)

const explained: Cell = (capability, cases) => {
  const proven = `(${cases})`
  if (capability.support === 'unsupported') return `**no** ${proven} ${capability.reason}`
  if (capability.support === 'emulated') return `**emulated** ${proven} ${capability.note}`
  return ['native', proven, capability.note ?? ''].join(' ').trim()
}

function hold(path: string, current: (text: string) => string): void {
  const file = fileURLToPath(new URL(`../../${path}`, import.meta.url))
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  if (process.env.WRITE_DOCS === '1') writeFileSync(file, current(text))
  else expect(text, `${path} is stale: npm run docs:write`).toBe(current(text))
}
