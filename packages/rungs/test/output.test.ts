import { explainStanding, type Ladder, type Rule, type Standing, type Tier } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { widthOf } from '../src/output/columns.js'
import {
  amountText,
  benefitText,
  clean,
  drawExplanation,
  drawHistory,
  drawLadder,
  drawStanding,
  drawTable,
  ruleText,
} from '../src/output/index.js'

const points = (value: string): Rule => ({ metric: 'points.balance', op: '>=', value })
const tier = (name: string, rank: number, rule: Rule | undefined, benefits: string[] = []): Tier => ({
  id: `tier_${name.toLowerCase()}`,
  name,
  rank,
  ...(rule === undefined ? {} : { rule }),
  benefits: benefits.map((label) => ({ label })),
  status: 'active',
})
const ladderOf = (...tiers: Tier[]): Ladder => ({
  id: 'ladder',
  status: 'active',
  window: { kind: 'lifetime' },
  lifecycle: { review: 'continuous', downgrade: { policy: 'requalify' } },
  tiers,
})
const documented = ladderOf(
  tier('Bronze', 1, points('0'), ['Member discounts']),
  tier('Silver', 1001, points('1000'), ['Member discounts', 'Priority support']),
  tier('Gold', 5001, points('5000'), ['Free shipping']),
)

describe('words', () => {
  it.each([
    ['0', '0'],
    ['999', '999'],
    ['1000', '1,000'],
    ['-1234567.5', '-1,234,567.5'],
    ['0.1234', '0.1234'],
    ['9007199254740993000', '9,007,199,254,740,993,000'],
  ])('%s is written %s, whatever its length', (amount, text) => {
    expect(amountText(amount)).toBe(text)
  })

  it.each<[Rule | undefined, string]>([
    [undefined, 'by hand'],
    [points('5000'), '5,000 points'],
    [{ metric: 'counter:nights', op: '>=', value: '10' }, '10 nights'],
    [{ metric: 'spend', op: '<', value: '3' }, 'spend < 3'],
    [{ any: [points('5'), { metric: 'visits', op: '>=', value: '2' }] }, '5 points or 2 visits'],
    [{ all: [points('5'), { any: [points('6'), points('7')] }] }, '5 points and (6 points or 7 points)'],
    [{ atLeast: 1, of: [points('5'), points('6')] }, '1 of 5 points, 6 points'],
  ])('a rule reads as people say it: %j', (rule, text) => {
    expect(ruleText(rule)).toBe(text)
  })

  it('takes control characters and line breaks out of what others wrote', () => {
    expect(clean('a\u001b[31m\u009bb\u202ec\n\td')).toBe('a\u{FFFD}[31m\u{FFFD}b\u{FFFD}c d')
    expect(clean('👩‍👩‍👧 Zürich')).toBe('👩‍👩‍👧 Zürich')
    expect(benefitText({ key: 'multiplier', value: { factor: 2 } })).toBe('multiplier: {"factor":2}')
  })
})

describe('drawLadder', () => {
  it('draws stairs, the highest on top, with who stands where', () => {
    const picture = drawLadder(documented, {}, [{ label: 'ada', tierId: 'tier_silver' }])
    expect(picture).toBe(
      [
        '                  +---------',
        '                  | Gold    5,000 points  Free shipping',
        '         +--------+',
        '         | Silver  1,000 points  Member discounts, Priority support',
        '         | * ada',
        '+--------+',
        '| Bronze      0 points  Member discounts',
        '',
      ].join('\n'),
    )
  })

  it('shows the base tier below, and members who hold none there', () => {
    const based = { ...documented, baseTier: { name: 'Guest' } }
    expect(drawLadder(based)).toMatch(/\| Guest +base\n$/)
    expect(drawLadder(documented, {}, [{ label: 'bob', tierId: null }])).toMatch(
      /\| no tier +base\n\| \* bob\n$/,
    )
  })

  it('names the status of a tier that does not count', () => {
    const [bronze] = documented.tiers
    const draft: Tier = { ...(bronze ?? expect.unreachable()), status: 'draft' }
    expect(drawLadder(ladderOf(draft))).toContain('Bronze (draft)')
  })

  it('says so when there are no tiers', () => {
    expect(drawLadder(ladderOf())).toBe('The ladder has no tiers yet.\n')
  })

  it.each([20, 40, 60, 80])('stays within %i columns, also with 3 long tiers', (width) => {
    const long = documented.tiers.map((item) => ({ ...item, benefits: [{ label: 'x'.repeat(200) }] }))
    const lines = drawLadder(ladderOf(...long), { unicode: true, width })
      .trimEnd()
      .split('\n')
    for (const line of lines) expect([...line].length).toBeLessThanOrEqual(width)
    expect(lines.some((line) => line.endsWith('…'))).toBe(true)
  })

  it('draws every tier of a ladder of 50', () => {
    const many = Array.from({ length: 50 }, (_, index) => tier(`Tier${index}`, index + 1, points(`${index}`)))
    const picture = drawLadder(ladderOf(...many), { unicode: true, width: 120 })
    for (const { name } of many) expect(picture).toMatch(new RegExp(`┃ ${name} `))
  })
})

describe('drawStanding', () => {
  const standing: Standing = {
    memberId: 'ada',
    tier: { id: 'tier_silver', name: 'Silver', rank: 1001 },
    metrics: { 'points.balance': '2500' },
    next: { tier: { id: 'tier_gold', name: 'Gold', rank: 5001 }, remaining: '2500' },
    asOf: '2026-03-01T00:00:00Z',
  }

  it('shows tier, points and a bar that is half full half way', () => {
    expect(drawStanding(standing)).toBe(
      [
        'member  ada',
        'tier    Silver',
        'has     2,500 points',
        'next    Gold, 2,500 to go',
        '        [############------------] 2,500 of 5,000 points',
        'as of   2026-03-01T00:00:00Z',
        '',
      ].join('\n'),
    )
  })

  it('says when there is nothing above, and when there is no tier', () => {
    const top = drawStanding({ ...standing, tier: null, next: null })
    expect(top).toContain('tier    none')
    expect(top).toContain('this is the top')
  })

  it('lists what is missing of several metrics', () => {
    const next = {
      tier: { id: 'g', name: 'Gold', rank: 2 },
      remaining: { visits: '2', 'points.earned': '1500' },
    }
    expect(drawStanding({ ...standing, next })).toContain('Gold, 2 visits, 1,500 points earned to go')
  })
})

describe('drawTable', () => {
  it('is one line for each row in a pipe', () => {
    expect(
      drawTable(
        ['id', 'name'],
        [
          ['a', 'One\ntwo'],
          ['bb', ''],
        ],
      ),
    ).toBe('id  name\na   One two\nbb\n')
  })

  it.each([20, 40, 60, 80])(
    'stays within %i columns with several long and wide texts, and loses none',
    (width) => {
      const rows = [
        ['tier_2', 'シルバー会員 '.repeat(6).trim(), 'words '.repeat(30).trim()],
        ['tier_4', 'a name that goes on and on', '送料無料 and more'],
      ]
      const table = drawTable(['id', 'name', 'benefits'], rows, { unicode: true, width })
      const lines = table.trimEnd().split('\n')
      const boxed = lines[0]?.startsWith('┌') === true
      if (boxed) for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width)
      // A block of lines for each row, where no box fits: its texts are whole, for the terminal to wrap.
      else for (const text of rows.flat()) expect(table).toContain(text)
      expect(boxed).toBe(width >= 40)
      expect(table).not.toContain('…')
    },
  )

  it.each([20, 30, 60])('draws wide letters of a ladder within %i columns, below each other', (width) => {
    const wide = drawLadder(
      ladderOf(tier('シルバー会員'.repeat(5), 1, points('5')), tier('Gold', 2, points('9'))),
      { unicode: true, width },
    )
    for (const line of wide.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(width)
  })

  it.each([60, 80, 100])('wraps its last column to %i columns of a terminal', (width) => {
    const table = drawTable(['key', 'remark'], [['k', 'words '.repeat(60)]], { unicode: true, width })
    for (const line of table.trimEnd().split('\n')) expect(line.length).toBeLessThanOrEqual(width)
    expect(table.match(/words/g)).toHaveLength(60)
  })
})

describe('an explanation', () => {
  const standing: Standing = {
    memberId: 'ada',
    tier: { id: 'tier_silver', name: 'Silver', rank: 1001 },
    metrics: { 'points.balance': '1250' },
    keep: { until: '2027-01-01T00:00:00Z', remaining: '250' },
    asOf: '2026-03-01T00:00:00Z',
  }
  const visits: Rule = { metric: 'visits', op: '>=', value: '5' }

  it('shows every criterion of every tier, what the member has, and what is missing', () => {
    const top = tier('Top', 9001, { all: [points('9000'), { any: [visits, points('20000')] }] })
    const byHand = tier('Guest', 9002, undefined)
    const text = drawExplanation(explainStanding([...documented.tiers, top, byHand], standing))
    expect(text).toContain('because the member qualifies for it')
    expect(text).toContain('kept    until 2027-01-01T00:00:00Z, 250 to renew it')
    expect(text).toMatch(/^Guest +by hand$/m)
    expect(text).toMatch(/^Top +all of +not met$/m)
    expect(text).toMatch(/^ +- 9,000 points +1,250 +7,750$/m)
    expect(text).toMatch(/^ +- any of$/m)
    expect(text).toMatch(/^ +- - 5 visits +not told$/m)
    expect(text).toMatch(/^Silver +1,000 points +1,250 +held$/m)
    expect(text.indexOf('Gold')).toBeLessThan(text.lastIndexOf('Silver'))
  })

  it('says so where nothing is known', () => {
    const unknown = { ...standing, tier: { id: 'gone', name: 'Gone', rank: 0 } }
    const text = drawExplanation(explainStanding([tier('Regular', 1, visits)], unknown))
    expect(text).toContain('the provider does not say why')
    expect(text).toMatch(/^Regular +5 visits +not told +not known$/m)
    expect(drawExplanation(explainStanding([], unknown))).toContain('no tiers yet')
  })
})

describe('a history', () => {
  it('is one line for each move', () => {
    const gold = { id: 'tier_gold', name: 'Gold\u001b[31m', rank: 5001 }
    const text = drawHistory([
      { at: '2026-01-01T00:00:00Z', from: null, to: gold, reason: 'met' },
      { at: '2026-03-01T00:00:00Z', from: gold, to: null },
    ])
    const lines = text.split('\n')
    expect(lines[1]).toMatch(/^2026-01-01T00:00:00Z +none +Gold\ufffd\[31m +the member qualifies for it$/)
    expect(lines[2]).toMatch(/^2026-03-01T00:00:00Z +Gold\ufffd\[31m +none$/)
    expect(drawHistory([])).toBe('The member has not moved between tiers.\n')
  })
})
