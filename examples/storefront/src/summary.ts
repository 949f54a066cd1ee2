import type { Demo } from './demo.js'
import { progressOf } from './progress.js'
import type { View } from './rewards.js'

/** One line about the shop on a provider: the status of its page, what was lost, and where each shopper stands. */
export async function rowOf(
  { provider, rewards, shoppers, losses }: Demo,
  status: number,
): Promise<string[]> {
  const texts: string[] = []
  for (const shopper of shoppers) texts.push(`${shopper.name} ${placeOf(await rewards.look(shopper))}`)
  return [provider, String(status), String(losses.length), texts.join('; ')]
}

function placeOf({ trouble, isStranger, standing, ladder }: View): string {
  if (trouble !== undefined) return trouble.sentence
  if (isStranger || standing === undefined || ladder === undefined) return 'is no member yet'
  const progress = progressOf(ladder, standing)
  const way = progress === undefined ? '' : `, ${progress.missing ?? 'on the way'} to ${progress.to}`
  return `${standing.tier?.name ?? 'without a tier'}${way}`
}
