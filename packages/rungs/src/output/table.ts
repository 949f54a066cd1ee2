import Table from 'cli-table3'
import pc from 'picocolors'
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

const narrowest = 24

/**
 * A table of text. With `unicode` it has borders and its last column is wrapped to the width; otherwise it is
 * one line for each row, without borders. Ends with a line break.
 */
export function drawTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  style: Style = {},
): string {
  const colors = pc.createColors(style.color === true)
  const cells = rows.map((row) => row.map(clean))
  const plain = style.unicode !== true
  const table = new Table({
    head: head.map((title) => colors.bold(title)),
    style: { head: [], border: [], ...(plain ? { 'padding-left': 0, 'padding-right': 0 } : {}) },
    ...(plain ? { chars: borderless } : {}),
    ...wrapping([head, ...cells], style),
  })
  table.push(...cells.map((row) => [...row]))
  const lines = table.toString().split('\n')
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`
}

/** Widths that let the last column wrap, where the table would be wider than the terminal. */
function wrapping(
  rows: readonly (readonly string[])[],
  { width, unicode }: Style,
): { colWidths?: (number | null)[]; wordWrap?: boolean } {
  const columns = rows[0]?.length ?? 0
  if (width === undefined || unicode !== true || columns === 0) return {}
  const padded = (index: number): number => Math.max(...rows.map((row) => (row[index] ?? '').length)) + 2
  const others = Array.from({ length: columns - 1 }, (_, index) => padded(index))
  const left = width - others.reduce((sum, item) => sum + item, 0) - columns - 1
  if (padded(columns - 1) <= left) return {}
  return { colWidths: [...others, Math.max(narrowest, left)], wordWrap: true }
}
