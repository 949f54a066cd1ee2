import type { Ladder, Loss, Migration } from 'rungs'
import { drawTable } from 'rungs/output'
import type { Exchange } from './measure.js'

/** One thing that did not come along as it was. */
export interface Row {
  /** The tier or member, or `ladder`. */
  where: string
  what: string
  was: string
  why: string
  /** The paths in the source ladder that this row speaks for; none for members. */
  paths: string[]
}

const ofTier = /^tiers\[(\d+)\]\.?(.*)$/
const fewest = 3

/** What a migration could not carry over; what belongs together and was lost for one reason is one row. */
export function ladderRows(ladder: Ladder, migration: Migration, exchanges: readonly Exchange[]): Row[] {
  const { tiers, losses } = migration
  const refused = new Map(
    tiers.flatMap(({ outcome, from, error }) => (outcome === 'refused' ? [[from.id, error]] : [])),
  )
  const groups = new Map<string, Loss[]>()
  for (const loss of losses) {
    const { tier, root } = placeOf(ladder, loss.path)
    const key = tier !== undefined && refused.has(tier.id) ? tier.id : `${tier?.id} ${root} ${loss.reason}`
    groups.set(key, [...(groups.get(key) ?? []), loss])
  }
  const rows = [...groups.values()].map((group) => {
    const [first] = group
    const { tier } = placeOf(ladder, first?.path ?? '')
    if (tier === undefined || !refused.has(tier.id)) return rowOf(ladder, group)
    const why = refused.get(tier.id)?.message ?? first?.reason ?? ''
    return { where: tier.name, what: 'the whole tier', was: '', why, paths: group.map(({ path }) => path) }
  })
  return [...rows, ...exchanges.flatMap((exchange) => exchangeRows(exchange, migration))]
}

/** The rows as a table for people. */
export function tableOf(rows: readonly Row[]): string {
  if (rows.length === 0) return 'Everything came along.\n'
  return drawTable(
    ['where', 'what', 'was', 'why'],
    rows.map(({ where, what, was, why }) => [where, what, was, why]),
  )
}

function exchangeRows({ tier, from, to }: Exchange, { tiers }: Migration): Row[] {
  const arrived = tiers.some((one) => one.from.name === tier && one.outcome !== 'refused')
  if (!arrived) return []
  return [{ where: tier, what: 'counts', was: from, why: `It counts ${to} from now on`, paths: [] }]
}

function rowOf(ladder: Ladder, losses: readonly Loss[]): Row {
  const [{ path, reason } = { path: '', reason: '' }] = losses
  const { tier, root, rest } = placeOf(ladder, path)
  const values = losses.map((loss) => textOf(valueAt(ladder, loss.path)))
  const was = values.length > fewest ? `${values.length} fields` : values.join(', ')
  const what = losses.length === 1 ? rest : root
  return { where: tier?.name ?? 'ladder', what, was, why: reason, paths: losses.map((loss) => loss.path) }
}

/** Whose path it is, how it goes on there, and the field that it is a part of: `vendor.wix`, `benefits[1]`, `window`. */
function placeOf(
  ladder: Ladder,
  path: string,
): { tier?: Ladder['tiers'][number]; root: string; rest: string } {
  const [, index, inTier] = ofTier.exec(path) ?? []
  const tier = index === undefined ? undefined : ladder.tiers[Number(index)]
  const rest = inTier ?? path
  const root = /^(vendor\.\w+|[^.]+)/.exec(rest)?.[0] ?? rest
  return tier === undefined ? { root, rest } : { tier, root, rest }
}

function valueAt(value: unknown, path: string): unknown {
  const steps = path.match(/[^.[\]]+/g) ?? []
  return steps.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? Reflect.get(at, step) : undefined),
    value,
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)
}
