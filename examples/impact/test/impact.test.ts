import { createReadStream } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { impact } from '@rungs/engine'
import { describe, expect, it } from 'vitest'
import { generatedCsv } from '../src/generate.js'
import { readLadder } from '../src/ladders.js'
import { membersOf } from '../src/members.js'
import { movesOf, pictureOf, summaryOf } from '../src/report.js'

const file = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url))
const at = '2026-03-01T00:00:00Z'

async function impactOn(csv: Readable) {
  const [before, after] = [await readLadder(file('ladder.yaml')), await readLadder(file('changed.yaml'))]
  const found = await impact({ before: before.ladder, after: after.ladder, members: membersOf(csv), at })
  return { found, after: after.ladder }
}

const read = async (text: string): Promise<unknown[]> => {
  const members: unknown[] = []
  for await (const member of membersOf(Readable.from([text]))) members.push(member)
  return members
}

describe('the impact of the changed ladder', () => {
  it('is who moves, by the amounts of their line', async () => {
    const { found } = await impactOn(createReadStream(file('members.csv')))
    expect(found).toMatchObject({ members: 12, raised: 4, lowered: 2, unchanged: 6 })
    // ben is one cent short of Platinum; finn has exactly what Silver asks for; dan stays at exactly Gold.
    expect(found.moves.map(({ id, to }) => `${id} ${to?.name ?? 'Basic'}`)).toEqual([
      'ada Platinum',
      'eve Gold',
      'gus Basic',
      'hana Gold',
      'ivo Basic',
      'mia Gold',
    ])
  })

  it('is shown as a line, on the stairs, and by name', async () => {
    const { found, after } = await impactOn(createReadStream(file('members.csv')))
    expect(summaryOf(found)).toBe('12 members: 4 rise, 2 fall, 6 stay.\n')
    const picture = pictureOf(found, after, {})
    expect(picture).toMatch(
      /Gold +5,000 points earned or 40 visits .*\n.*\* 1 from Basic\n.*\* 2 from Silver/,
    )
    expect(picture).toMatch(/Basic +base\n.*\* 2 from Silver/)
    expect(movesOf(found, after, {})).toMatch(/^gus +Silver +Basic +lowered$/m)
  })

  it('names no more than twenty', async () => {
    const { found, after } = await impactOn(generatedCsv(3000))
    expect(found.members).toBe(3000)
    const lines = movesOf(found, after, {}).trimEnd().split('\n')
    expect(lines).toHaveLength(22)
    expect(lines.at(-1)).toBe(`... and ${found.moves.length - 20} more`)
  })
})

describe('members of a CSV', () => {
  it('keep every digit, and an empty cell is left out', async () => {
    expect(await read('\ufeffid,spend,counter:nights\n"a, b",0.30,12345678901234567890\nc,,7\n')).toEqual([
      { id: 'a, b', metrics: { spend: '0.30', 'counter:nights': '12345678901234567890' } },
      { id: 'c', metrics: { 'counter:nights': 7 } },
    ])
  })

  it.each([
    ['name,spend\na,1\n', 'a column id'],
    ['id,spent\na,1\n', "'spent'"],
    ['id,spend\na,1\n,2\n', 'row 3'],
    ['id,spend\na,1e3\n', 'row 2, spend'],
    ['id,spend\na,"1,000"\n', 'row 2, spend'],
    ['id,spend\na,1,2\n', 'line 2'],
  ])('%j is refused, naming %s', async (text, place) => {
    await expect(read(text)).rejects.toThrow(place)
  })

  it('are not read before they are asked for', async () => {
    let asked = 0
    const endless = Readable.from(
      (function* () {
        yield 'id,visits\n'
        for (;;) {
          asked += 1
          yield `m${asked},1\n`
        }
      })(),
    )
    for await (const member of membersOf(endless)) if (member.id === 'm500') break
    expect(asked).toBeLessThan(100_000)
  })
})

describe('a ladder file', () => {
  const tiers = (gold: string): string =>
    `tiers:\n  - { name: Silver, threshold: 1000 }\n  - { name: Gold, threshold: ${gold} }\n`

  it('that may not mean what it says is taken, with a note', async () => {
    expect((await readLadder(await saved(tiers('5000')))).warnings).toEqual([])
    expect((await readLadder(await saved(tiers('500')))).warnings).toEqual([
      expect.stringContaining('tiers[0]'),
    ])
  })

  it.each([
    [tiers('-1'), 'tiers[1].threshold'],
    ['tiers: [{ name: A, rank: 1 }, { name: B, rank: 1 }]', 'tiers[1].rank'],
    ['tiers: [{ name: A }, { name: A }]', 'tiers[1].id'],
    ['tiers: [', 'line 1'],
  ])('%j is refused, naming %s', async (text, place) => {
    await expect(readLadder(await saved(text))).rejects.toThrow(place)
  })
})

async function saved(text: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'ladder-')), 'ladder.yaml')
  await writeFile(path, text)
  return path
}
