import type { Ladder, Tier } from '@rungs/model'
import pc from 'picocolors'
import { cut, padded, widest, widthOf } from './columns.js'
import type { Style } from './style.js'
import { benefitText, clean, ruleText } from './words.js'

/** A member to show on the ladder. */
export interface Marker {
  /** Who, as it shall be shown. */
  label: string
  /** The id of the tier that the member holds; `null`: none, or the base tier. */
  tierId: string | null
}

const ink = {
  unicode: { over: '━', wall: '┃', corner: '┏', foot: '┛', member: '●' },
  ascii: { over: '-', wall: '|', corner: '+', foot: '+', member: '*' },
}

const widestStep = 9

interface Step {
  name: string
  needs: string
  benefits: string
  here: readonly string[]
}

/**
 * A ladder as stairs, the highest tier on top: what each step needs, what it gives, and who of the given members
 * stands on it. Ends with a line break.
 */
export function drawLadder(ladder: Ladder, style: Style = {}, markers: readonly Marker[] = []): string {
  const { over, wall, corner, foot, member } = style.unicode === true ? ink.unicode : ink.ascii
  const colors = pc.createColors(style.color === true)
  const steps = stepsOf(ladder, markers)
  if (steps.length === 0) return 'The ladder has no tiers yet.\n'
  const tread = treadOf(steps.length, style)
  const label = labeller(steps, style)
  const lines = steps.flatMap((step, index) => {
    const indent = ' '.repeat(tread * (steps.length - 1 - index))
    const top = index === 0 ? corner + over.repeat(widestStep) : corner + over.repeat(tread - 1) + foot
    const inside = [label(step), ...step.here.map((who) => colors.green(`${member} ${who}`))]
    return [indent + top, ...inside.map((text) => fit(`${indent}${wall} ${text}`, style))]
  })
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`
}

/** A ladder's own settings on one line: its name, status, window and review. */
export function ladderText({ id, name, status, window, lifecycle }: Ladder): string {
  const period = window.kind === 'rolling' ? `rolling ${window.months} months` : window.kind.replace('_', ' ')
  const review = lifecycle.review.replace('_', ' ')
  return `${clean(name ?? id)}: ${status}, window ${period}, review ${review}`
}

function stepsOf({ tiers, baseTier }: Ladder, markers: readonly Marker[]): Step[] {
  const on = (tierId: string | null): string[] =>
    markers.filter((marker) => marker.tierId === tierId).map((marker) => clean(marker.label))
  const steps = [...tiers].reverse().map((tier): Step => stepOf(tier, on(tier.id)))
  const below = on(null)
  if (baseTier === undefined && below.length === 0) return steps
  const name = clean(baseTier?.name ?? 'no tier')
  return [...steps, { name, needs: 'base', benefits: '', here: below }]
}

function stepOf(tier: Tier, here: readonly string[]): Step {
  const status = tier.status === 'active' ? '' : ` (${tier.status})`
  return {
    name: clean(tier.name) + status,
    needs: ruleText(tier.rule),
    benefits: tier.benefits.map(benefitText).join(', '),
    here,
  }
}

/** Long ladders get narrow steps, so that the top stays on the screen. */
function treadOf(count: number, { width = 80 }: Style): number {
  return Math.max(2, Math.min(widestStep, Math.floor(width / 2 / count)))
}

function labeller(steps: readonly Step[], style: Style): (step: Step) => string {
  const colors = pc.createColors(style.color === true)
  const { width = Number.POSITIVE_INFINITY } = style
  // A long name must not push out what the step asks for.
  const nameWidth = Math.min(widest(steps.map((step) => step.name)), Math.max(8, Math.floor(width * 0.35)))
  const needsWidth = widest(steps.map((step) => step.needs))
  return ({ name, needs, benefits }) => {
    const shown = padded(cut(name, nameWidth, moreIn(style)), nameWidth)
    const columns = `${colors.bold(shown)}  ${' '.repeat(needsWidth - widthOf(needs))}${needs}`
    return benefits === '' ? columns : `${columns}  ${colors.dim(benefits)}`
  }
}

const codeStart = '\u001b['

function moreIn({ unicode }: Style): string {
  return unicode === true ? '…' : '...'
}

/** Cuts a line to the width of the terminal; colour codes take no room and are closed again. */
function fit(line: string, style: Style): string {
  const { width } = style
  if (width === undefined || widthOf(line) <= width) return line
  const more = moreIn(style)
  let room = width - more.length
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes begin with one
  const kept = line.split(/(\u001b\[\d+m)/).map((part) => {
    if (part.startsWith(codeStart)) return part
    const text = cut(part, Math.max(0, room), '')
    room = text === part ? room - widthOf(text) : 0
    return text
  })
  return kept.join('') + more
}
