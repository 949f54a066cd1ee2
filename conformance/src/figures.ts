import type { Migration } from '@rungs/client'
import type { Accounting } from '@rungs/model'

/** How many leaves went where. */
export interface Figures {
  ladders: number
  leaves: number
  mapped: number
  emulated: number
  vendor: number
  losses: number
  refused: number
}

/** Figures of nothing yet. */
export const noFigures = (): Figures => ({
  ...{ ladders: 0, leaves: 0, mapped: 0, emulated: 0, vendor: 0, losses: 0, refused: 0 },
})

/** Adds one migration. */
export function add(figures: Figures, { settings, tiers }: Migration, leaves: number): void {
  figures.ladders += 1
  figures.leaves += leaves
  for (const account of [settings, ...tiers.map(({ accounting }) => accounting)]) addAccount(figures, account)
  figures.refused += tiers.filter(({ outcome }) => outcome === 'refused').length
}

function addAccount(figures: Figures, account: Accounting): void {
  for (const key of ['mapped', 'emulated', 'vendor', 'losses'] as const) figures[key] += account[key].length
}

/** One line for people. */
export function line(
  title: string,
  { ladders, leaves, mapped, emulated, vendor, losses, refused }: Figures,
): string {
  const sum = `${leaves} leaves = ${mapped} mapped + ${emulated} emulated + ${vendor} vendor + ${losses} lost`
  return `${title.padEnd(24)} ${ladders} ladders, ${sum}; ${refused} tiers refused; 0 unaccounted`
}
