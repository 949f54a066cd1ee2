import { describe, expect, it } from 'vitest'
import { contract, formatReport, laws, listCases, type Report, runContract } from '../src/index.js'
import { toySubject } from './toy/provider.js'

describe('the list of cases', () => {
  const cases = listCases()

  it('holds ids that are unique and say their law', () => {
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length)
    for (const { id, law } of cases) expect(id).toMatch(new RegExp(`^L${law}\\.[A-Za-z0-9.-]+$`))
  })

  it('has cases for each of the nine laws, and at least 120 in all', () => {
    expect(cases.length).toBeGreaterThanOrEqual(120)
    for (const law of Object.keys(laws))
      expect(cases.filter((one) => String(one.law) === law).length).toBeGreaterThan(5)
  })

  it('is plain data, and the same each time', () => {
    expect(JSON.parse(JSON.stringify(cases))).toEqual(cases)
    expect(listCases()).toEqual(cases)
  })

  it('is written down in CASES.md (update it with vitest -u)', async () => {
    const topics = [...new Set(cases.map(({ topic }) => topic))]
    const rows = (topic: string): string[][] =>
      cases
        .filter((one) => one.topic === topic)
        .map(({ id, title, requires, refuses, needs }) => {
          const runs = [...requires, ...(refuses === undefined ? [] : [`not ${refuses}`]), ...needs]
          return [`\`${id}\``, title.replace(/[<_]/g, '\\$&'), runs.join(', ')]
        })
    const text = [
      '# Cases of the contract',
      '',
      `${cases.length} cases. A case runs where everything in the last column is there; \`not x\` means that it`,
      'proves the refusal of what is unsupported. Generated from `listCases()`.',
      ...topics.flatMap((topic) => [
        '',
        `## ${topic.charAt(0).toUpperCase()}${topic.slice(1)}`,
        '',
        ...table([['id', 'what has to hold', 'runs with'], ...rows(topic)]),
      ]),
      '',
    ].join('\n')
    await expect(text).toMatchFileSnapshot('../CASES.md')
  })
})

/** A table as the formatter of this repository aligns it. */
function table(rows: readonly string[][]): string[] {
  const width = (column: number): number => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0))
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(width(column))).join(' | ')} |`
  const [head = [], ...body] = rows.map(line)
  return [String(head), line(['-', '-', '-'].map((dash, column) => dash.repeat(width(column)))), ...body]
}

describe('a run', () => {
  const only = (...ids: string[]) => ({ only: ({ id }: { id: string }) => ids.includes(id) })

  it('reports what passed, failed and was skipped, with the reason that the capability gives', async () => {
    const report = await runContract({
      name: 'broken',
      subject: () => toySubject({ comparesStrictly: true }),
      ...only('L7.standing-at.99', 'L7.standing-at.100', 'L7.works.ladder.update'),
    })
    expect(report).toMatchObject({
      name: 'broken',
      provider: 'toy',
      counts: { passed: 1, failed: 1, skipped: 1, known_gap: 0 },
    })
    const outcomes = report.results.map(({ id, outcome, reason }) => [id, outcome, reason])
    expect(outcomes).toEqual([
      ['L7.works.ladder.update', 'skipped', 'ladder.update: The toy has no such thing.'],
      ['L7.standing-at.99', 'passed', undefined],
      ['L7.standing-at.100', 'failed', expect.stringContaining('the tier that is held: expected {')],
    ])
  })

  it('shows the report as JSON, and as a table that names what failed', async () => {
    const report = await runContract({
      name: 'broken',
      subject: () => toySubject({ comparesStrictly: true }),
      ...only('L7.standing-at.100', 'L7.works.ladder.update'),
    })
    expect(JSON.parse(formatReport(report, 'json'))).toEqual(report)
    const table = formatReport(report, 'table')
    expect(table).toContain('broken (provider toy)')
    expect(table).toMatch(/7 Capabilities tell the truth +0 +1 +1 +0/)
    expect(table).toContain('L7.standing-at.100: the tier that is held')
    expect(table).toContain('ladder.update: The toy has no such thing.\n    L7.works.ladder.update')
  })

  it('takes a known gap that fails as known, and one that passes as a failure', async () => {
    const knownGaps = { 'L7.standing-at.99': 'is a guess', 'L7.standing-at.100': 'compares strictly' }
    const report = await runContract({
      name: 'gaps',
      knownGaps,
      subject: () => toySubject({ comparesStrictly: true }),
      ...only(...Object.keys(knownGaps)),
    })
    expect(report.counts).toEqual({ passed: 0, failed: 1, skipped: 0, known_gap: 1 })
    expect(report.results[0]?.reason).toContain('take it out')
    expect(report.results[1]).toMatchObject({ outcome: 'known_gap', reason: 'compares strictly' })
  })

  it('refuses a known gap of a case that there is not', async () => {
    const options = { name: 'gaps', knownGaps: { 'L7.no-such-case': 'x' }, subject: () => toySubject() }
    await expect(runContract(options)).rejects.toThrow('there is no case L7.no-such-case')
  })

  it('fails every case with the reason when the subject cannot be made', async () => {
    const report = await runContract({
      name: 'no subject',
      subject: () => Promise.reject(new Error('no database')),
      ...only('L7.standing-at.99', 'L7.complete-map'),
    })
    expect(report.results.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['failed', 'no database'],
      ['failed', 'no database'],
    ])
  })

  it('ends a case that does not settle, and closes the subject once', async () => {
    let closed = 0
    const subject = {
      ...toySubject(),
      reset: () => new Promise<void>(() => {}),
      close: async () => void closed++,
    }
    const report = await runContract({
      name: 'stuck',
      timeoutMs: 30,
      subject: () => subject,
      ...only('L7.complete-map'),
    })
    expect(report.results[0]?.reason).toContain('did not settle within 30 ms')
    expect(closed).toBe(1)
  })
})

describe("the caller's runner", () => {
  interface Registered {
    name: string
    run: (...context: unknown[]) => Promise<void>
  }

  function register(hooks: boolean): {
    tests: Registered[]
    after: (() => Promise<void>)[]
    reports: Report[]
  } {
    const tests: Registered[] = []
    const after: (() => Promise<void>)[] = []
    const reports: Report[] = []
    contract({
      describe: (_, define) => define(),
      it: (name, run) => tests.push({ name, run }),
      ...(hooks ? { afterAll: (run: () => Promise<void>) => after.push(run) } : {}),
      name: 'toy',
      subject: () => toySubject(),
      report: (report) => reports.push(report),
    })
    return { tests, after, reports }
  }

  it('gets one test per case, named by id and title, without parameters that make it a callback test', () => {
    const { tests } = register(true)
    expect(tests.map(({ name }) => name)).toEqual(listCases().map(({ id, title }) => `${id}: ${title}`))
    expect(tests.every(({ run }) => run.length === 0)).toBe(true)
  })

  it('gets the report in its last hook, or after the last case where it has none', async () => {
    const wanted = 'L7.complete-map'
    const hooked = register(true)
    await hooked.tests.find(({ name }) => name.startsWith(wanted))?.run()
    expect(hooked.reports).toEqual([])
    await hooked.after[0]?.()
    expect(hooked.reports[0]?.results.map(({ id }) => id)).toEqual([wanted])
  })

  it('is told of a skip where it can be, and of a failure by a rejection', async () => {
    const { tests } = register(true)
    const skipped: unknown[] = []
    const context = { skip: (reason: unknown) => skipped.push(reason) }
    await tests.find(({ name }) => name.startsWith('L7.works.ladder.update'))?.run(context)
    expect(skipped).toEqual(['ladder.update: The toy has no such thing.'])
    await tests.find(({ name }) => name.startsWith('L7.works.ladder.update'))?.run()
  })
})
