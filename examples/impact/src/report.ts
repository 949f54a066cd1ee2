import type { Impact } from '@rungs/engine'
import type { Ladder } from 'rungs'
import { amountText, drawLadder, drawTable, type Marker, type Style } from 'rungs/output'

/** How many of those who move are shown by name. */
const shownByName = 20

type Tier = Impact['moves'][number]['from']

/** How many stay, rise and fall, on one line. */
export function summaryOf({ members, raised, lowered, unchanged }: Impact): string {
  const [all, up, down, same] = [members, raised, lowered, unchanged].map((count) =>
    amountText(String(count)),
  )
  return `${all} members: ${up} rise, ${down} fall, ${same} stay.\n`
}

/** The changed ladder, with those who arrive on each step. */
export function pictureOf({ counts }: Impact, after: Ladder, style: Style): string {
  const markers = counts.map(({ from, to, members }): Marker => {
    const who = `${amountText(String(members))} from ${nameOf(from, after)}`
    return { label: who, tierId: to?.id ?? null }
  })
  return drawLadder(after, style, markers)
}

/** From where to where, and how many. */
export function countsOf({ counts }: Impact, after: Ladder, style: Style): string {
  const rows = counts.map(({ from, to, members }) => [
    nameOf(from, after),
    nameOf(to, after),
    amountText(String(members)),
  ])
  return drawTable(['from', 'to', 'members'], rows, style)
}

/** Who moves, as far as there is room for names. */
export function movesOf({ moves }: Impact, after: Ladder, style: Style): string {
  const rows = moves
    .slice(0, shownByName)
    .map(({ id, from, to, direction }) => [id, nameOf(from, after), nameOf(to, after), direction])
  const left = moves.length - rows.length
  const more = left === 0 ? '' : `... and ${amountText(String(left))} more\n`
  return drawTable(['member', 'from', 'to', ''], rows, style) + more
}

function nameOf(tier: Tier, { baseTier }: Ladder): string {
  return tier?.name ?? baseTier?.name ?? 'no tier'
}
