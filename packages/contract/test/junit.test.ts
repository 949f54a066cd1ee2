import fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { type CaseResult, formatReport, type Outcome, type Report } from '../src/index.js'

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => name === 'testsuite' || name === 'testcase',
  htmlEntities: true,
})

function reportOf(results: readonly CaseResult[], name = 'acme'): Report {
  const counts: Report['counts'] = { passed: 0, failed: 0, skipped: 0, known_gap: 0 }
  for (const { outcome } of results) counts[outcome] += 1
  return { name, provider: 'acme', counts, results: [...results] }
}

const result = (id: string, outcome: Outcome, reason?: string, topic = 'losses'): CaseResult => ({
  id,
  title: 'it holds',
  law: 1,
  topic,
  outcome,
  durationMs: 1250,
  ...(reason === undefined ? {} : { reason }),
})

const read = (report: Report) => parser.parse(formatReport(report, 'junit')).testsuites

describe('JUnit', () => {
  it('has a suite for each topic, and what failed, was skipped and is a known gap with its reason', () => {
    const report = reportOf([
      result('L1.a', 'passed'),
      result('L1.b', 'failed', 'expected 1\nat line 2'),
      result('L2.c', 'skipped', 'tier.key: no keys', 'round trip'),
      result('L2.d', 'known_gap', 'ticket 12', 'round trip'),
    ])
    const all = read(report)
    expect(all).toMatchObject({
      name: 'acme',
      tests: '4',
      failures: '1',
      errors: '0',
      skipped: '2',
      time: '5.000',
    })
    const [losses, roundTrip] = all.testsuite
    expect(losses).toMatchObject({ name: 'losses', tests: '2', failures: '1', skipped: '0', time: '2.500' })
    expect(losses.testcase).toMatchObject([
      { name: 'L1.a: it holds', classname: 'acme.losses', time: '1.250' },
      { failure: { message: 'expected 1', '#text': 'expected 1\nat line 2' } },
    ])
    expect(losses.testcase[0]).not.toHaveProperty('failure')
    expect(roundTrip.testcase).toMatchObject([
      { skipped: { message: 'tier.key: no keys' } },
      { skipped: { message: 'known gap: ticket 12' } },
    ])
  })

  it('is well formed, and gives every text back, whatever stands in names and reasons', () => {
    const word = fc.string({ unit: 'binary', maxLength: 40 })
    const tricky = fc.constantFrom(
      ']]>',
      '<!--',
      '&amp;',
      '"\'<>&',
      '\u0000\u001b[31m',
      '\ufffe',
      '\ud800',
      'a\n\tb\r',
    )
    const text = fc.oneof(
      word,
      tricky,
      fc.tuple(word, tricky, word).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(text, text, text, (name, title, reason) => {
        const found = { ...result('L1.a', 'failed', reason, `t${name}`), title }
        const xml = formatReport(reportOf([found], name), 'junit')
        expect(XMLValidator.validate(xml)).toBe(true)
        expect(xml).toMatch(/^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u)
        const [suite] = parser.parse(xml).testsuites.testsuite
        expect(suite.name).toBe(readable(`t${name}`))
        expect(suite.testcase[0].name).toBe(readable(`L1.a: ${title}`))
        expect(suite.testcase[0].failure['#text'] ?? '').toBe(readable(reason))
      }),
    )
  })

  it('of a run without results is a document all the same', () => {
    expect(XMLValidator.validate(formatReport(reportOf([]), 'junit'))).toBe(true)
    expect(read(reportOf([]))).toMatchObject({ tests: '0', failures: '0' })
  })
})

describe('the table', () => {
  it('tells a reason once that many cases fail for, and names some of them', () => {
    const ids = ['L1.a', 'L1.b', 'L1.c', 'L1.d', 'L1.e', 'L1.f', 'L1.g']
    const table = formatReport(reportOf(ids.map((id) => result(id, 'failed', 'not yet\nmore'))), 'table')
    expect(table).toContain('Failed:\n  not yet\n    L1.a, L1.b, L1.c, L1.d, L1.e, and 2 more')
    const few = formatReport(reportOf(ids.slice(0, 2).map((id) => result(id, 'failed', 'not yet'))), 'table')
    expect(few).toContain('Failed:\n  L1.a: not yet\n  L1.b: not yet')
  })
})

/** A text as XML 1.0 can hold it: what is no character of it is replaced. */
function readable(text: string): string {
  const isCharacter = (point: number): boolean =>
    [0x9, 0xa, 0xd].includes(point) ||
    (point >= 0x20 && point <= 0xd7ff) ||
    (point >= 0xe000 && point <= 0xfffd) ||
    point >= 0x10000
  return [...text].map((one) => (isCharacter(one.codePointAt(0) ?? 0) ? one : '\u{fffd}')).join('')
}
