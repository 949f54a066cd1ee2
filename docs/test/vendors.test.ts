import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './markdown.js'
import { names } from './vendors/backends.js'
import { generated } from './vendors/page.js'

describe.each(names)('the page of %s', (name) => {
  const path = `docs/vendors/${name}.md`
  const file = join(root, path)

  it('says what the adapter does: its tables are written from results', async () => {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
    const current = Object.entries(await generated(name)).reduce(
      (page, [marker, table]) => filled(page, marker, table),
      text,
    )
    if (process.env.WRITE_DOCS === '1') writeFileSync(file, current)
    else
      expect(text, `${path} is stale: WRITE_DOCS=1 npm --prefix docs test -- test/vendors.test.ts`).toBe(
        current,
      )
  }, 120_000)

  it('names tests that there are, for each trap', () => {
    const traps = trapsOf(readFileSync(file, 'utf8'))
    expect(traps.length).toBeGreaterThan(2)
    for (const { link, title } of traps) {
      const test = readFileSync(join(root, 'docs/vendors', link), 'utf8')
      expect(test, `${link}: ${title}`).toContain(title)
    }
  })
})

function filled(page: string, marker: string, table: string): string {
  const [start, end] = [`<!-- ${marker}:start -->\n`, `<!-- ${marker}:end -->`]
  const [before, rest] = page.split(start)
  const after = rest?.split(end)[1]
  if (before === undefined || after === undefined) throw new Error(`the page has no place for ${marker}`)
  return `${before}${start}${table}${end}${after}`
}

/** The tests that the rows of the table of traps name: `[title](path)`. */
function trapsOf(page: string): { title: string; link: string }[] {
  const [, section = ''] = page.split('\n## Traps\n')
  const links = (section.split('\n## ')[0] ?? '').matchAll(/\[([^\]]+)\]\((\.\.\/[^)]+\.test\.ts)\)/g)
  return [...links].map(([, title = '', link = '']) => ({ title: title.replaceAll('\\|', '|'), link }))
}
