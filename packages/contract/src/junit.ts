import type { CaseResult, Report } from './types.js'

/**
 * The report as JUnit XML, one test suite for each topic, as CI servers read it. A known gap counts as skipped, with
 * its reason; times are in seconds. Characters that XML 1.0 cannot hold stand as U+FFFD.
 */
export function junitOf(report: Report): string {
  const topics = [...new Set(report.results.map(({ topic }) => topic))]
  const suites = topics.map((topic) => {
    const results = report.results.filter((result) => result.topic === topic)
    const cases = results.map((result) => `    ${testcase(report, result)}\n`)
    return `  <testsuite${attributes({ name: topic, ...figures(results) })}>\n${cases.join('')}  </testsuite>\n`
  })
  const all = attributes({ name: report.name, ...figures(report.results) })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${all}>\n${suites.join('')}</testsuites>\n`
}

function figures(results: readonly CaseResult[]): Record<string, string> {
  const count = (...outcomes: string[]): string =>
    String(results.filter(({ outcome }) => outcomes.includes(outcome)).length)
  return {
    tests: String(results.length),
    failures: count('failed'),
    errors: '0',
    skipped: count('skipped', 'known_gap'),
    time: seconds(results.reduce((sum, { durationMs }) => sum + durationMs, 0)),
  }
}

function testcase(
  report: Report,
  { id, title, topic, outcome, reason = '', durationMs }: CaseResult,
): string {
  const classname = [report.provider || report.name, topic].join('.')
  const head = `<testcase${attributes({ classname, name: `${id}: ${title}`, time: seconds(durationMs) })}`
  if (outcome === 'passed') return `${head}/>`
  if (outcome === 'failed') {
    const message = attributes({ message: reason.split('\n')[0] ?? '', type: 'ContractViolation' })
    return `${head}><failure${message}>${escaped(reason)}</failure></testcase>`
  }
  const why = outcome === 'known_gap' ? `known gap: ${reason}` : reason
  return `${head}><skipped${attributes({ message: why })}/></testcase>`
}

function attributes(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('')
}

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** What XML 1.0 takes as a character; everything else may not stand in a document, not even as an entity. */
const forbidden = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu

/** White space goes as entities too: a reader may make a space of what stands in an attribute. */
function escaped(text: string): string {
  return text
    .replace(forbidden, '\u{fffd}')
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3)
}
