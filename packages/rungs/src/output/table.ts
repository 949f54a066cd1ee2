import Table from 'cli-table3'
import pc from 'picocolors'
import { padded, widest, widthOf } from './columns.js'
import type { Style } from './style.js'
import { clean } from './words.js'

const borderless = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
}

/** Columns narrower than this are no pleasure to read. */
const narrowest = 12

/**
 * A table of text. With `unicode` it has borders, and its widest columns are wrapped to the width; where even that does
 * not fit, each row is a block of lines. Otherwise it is one line for each row, without borders. Ends with a line break.
 */
export function drawTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  style: Style = {},
): string {
  const colors = pc.createColors(style.color === true)
  const cells = rows.map((row) => row.map(clean))
  const plain = style.unicode !== true
  const widths = plain ? undefined : widthsFor([head, ...cells], style)
  if (widths === 'too narrow') return blocks(head, cells, style)
  const table = new Table({
    head: head.map((title) => colors.bold(title)),
    style: { head: [], border: [], ...(plain ? { 'padding-left': 0, 'padding-right': 0 } : {}) },
    ...(plain ? { chars: borderless } : {}),
    ...(widths === undefined ? {} : { colWidths: widths, wordWrap: true }),
  })
  table.push(...cells.map((row) => [...row]))
  const lines = table.toString().split('\n')
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`
}

/**
 * The width of each column with its padding, where the table would be wider than the terminal: the widest ones give
 * way, down to their longest word. `undefined`: as wide as they are.
 */
function widthsFor(
  rows: readonly (readonly string[])[],
  { width }: Style,
): number[] | 'too narrow' | undefined {
  const columns = (rows[0] ?? []).map((_title, index) => rows.map((row) => row[index] ?? ''))
  if (width === undefined || columns.length === 0) return undefined
  const room = width - 3 * columns.length - 1
  const full = columns.map(widest)
  if (sum(full) <= room) return undefined
  const least = columns.map((texts, index) =>
    Math.max(widest(texts.flatMap((text) => text.split(' '))), Math.min(narrowest, full[index] ?? 0)),
  )
  if (sum(least) > room) return 'too narrow'
  const now = [...full]
  while (sum(now) > room) {
    const spare = now.map((item, index) => (item > (least[index] ?? 0) ? item : 0))
    const at = spare.indexOf(Math.max(...spare))
    now[at] = (now[at] ?? 0) - 1
  }
  return now.map((item) => item + 2)
}

/** Each row as lines of name and value, with an empty line between rows; the terminal wraps what is long. */
function blocks(head: readonly string[], rows: readonly (readonly string[])[], style: Style): string {
  const colors = pc.createColors(style.color === true)
  const names = widest(head)
  const lineOf = (text: string, index: number): string[] => {
    const name = head[index] ?? ''
    if (text === '') return []
    return [widthOf(name) === 0 ? text : `${colors.bold(padded(name, names))}  ${text}`]
  }
  return rows.map((row) => `${row.flatMap(lineOf).join('\n')}\n`).join('\n')
}

function sum(items: readonly number[]): number {
  return items.reduce((total, item) => total + item, 0)
}
