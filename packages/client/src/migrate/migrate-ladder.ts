import { type Accounting, type Ladder, type LadderPatchInput, RungsError } from '@rungs/model'
import type { CallOptions, Client } from '../types.js'
import { both, type Migration, nothing } from './report.js'
import { applied, planSettings, type SettingsPlan, withFloor } from './settings.js'
import { ladderLosses, settingsOf } from './source.js'
import { planTiers, type TierPlan, writeTier } from './tiers.js'

/** Where a ladder comes from, where it goes, and how. */
export interface MigrationInput {
  /** A client, whose ladder is read; or a ladder that was read before. */
  from: Pick<Client, 'ladder'> | Ladder
  /** The client of the provider that the ladder goes to. */
  to: Client
  /** `reject` (the default): with any loss nothing is written at all. `report`: go on and tell the losses. */
  onLoss?: 'reject' | 'report'
  /** Ends the migration; it can be called again. */
  signal?: AbortSignal
  /** Milliseconds for each single call. */
  timeoutMs?: number
}

/**
 * Brings a ladder from one provider to another: its tiers, ascending by rank, then its settings. A target tier of
 * the same key, or name, is changed; the rest of the target's tiers stays. It can be called again after any cut.
 * Members and what they earned stay where they are.
 * @throws RungsError `unsupported` when something would be lost and `onLoss` is `reject`, naming every path, with
 * nothing written; and what the providers' own calls throw.
 */
export async function migrateLadder(input: MigrationInput): Promise<Migration> {
  const plan = await planned(input)
  const { to, onLoss = 'reject' } = input
  const expected = reportOf(plan, input)
  if (onLoss === 'reject' && expected.losses.length > 0) throw refusal(expected)
  const options: CallOptions = { ...callOptions(input), onLoss }
  for (const tier of plan.tiers) await writeTier(tier, to, options)
  if (plan.settings.change !== undefined) {
    const { change, lost } = withFloor(
      plan.settings.change,
      (floor) => namedBy(plan.tiers, floor)?.result.to?.id,
    )
    const write = async (part: LadderPatchInput): Promise<Accounting> =>
      (await to.ladder.update(part, options).withDetails()).accounting ?? nothing
    plan.settings.rest = both(await (onLoss === 'reject' ? write(change) : applied(change, write)), lost)
  }
  return reportOf(plan, input)
}

/** What {@link migrateLadder} would do with every leaf. Nothing is written. */
export async function previewMigration(input: MigrationInput): Promise<Migration> {
  return reportOf(await planned(input), input)
}

interface Plan {
  ladder: Ladder
  settings: SettingsPlan
  tiers: TierPlan[]
}

async function planned(input: MigrationInput): Promise<Plan> {
  const { from, to } = input
  const options = callOptions(input)
  const ladder = 'ladder' in from ? await from.ladder.get(options) : from
  const tiers = await planTiers(ladder.tiers, to, options)
  const hasFloor = (floor: string): boolean => namedBy(tiers, floor)?.result.outcome !== 'refused'
  return { ladder, settings: await planSettings(settingsOf(ladder), to, options, hasFloor), tiers }
}

function callOptions({ signal, timeoutMs }: MigrationInput): CallOptions {
  return { ...(signal === undefined ? {} : { signal }), ...(timeoutMs === undefined ? {} : { timeoutMs }) }
}

function reportOf({ ladder, settings, tiers }: Plan, { to }: MigrationInput): Migration {
  const own = ladderLosses(ladder)
  const accounting = both(both(settings.held, settings.rest), { losses: own })
  const results = tiers.map(({ result }) => result)
  const losses = [...accounting.losses, ...results.flatMap((tier) => tier.accounting.losses)]
  return { to: to.provider, settings: accounting, tiers: results, losses }
}

/** The tier that a floor names, by its key or id at the source. */
function namedBy(tiers: readonly TierPlan[], floor: string): TierPlan | undefined {
  return tiers.find(({ source }) => source.id === floor || source.key === floor)
}

function refusal({ losses, to }: Migration): RungsError {
  const issues = losses.map(({ path, reason }) => ({ path, message: reason }))
  const named = issues.map(({ path, message }) => `${path}: ${message}`).join('; ')
  return new RungsError({
    code: 'unsupported',
    provider: to,
    message: `${named}. Nothing was written; go on without them with onLoss: 'report'.`,
    issues,
  })
}
