import { type Call, isRungsError } from '@rungs/client'
import type { Accounting, LadderPatchInput, TierInput } from '@rungs/model'
import { type Backend, backend, type Exchange, type Name } from './backends.js'
import { differing } from './leaves.js'
import { ladderProbes, type Probe, plain, tierProbes } from './probes.js'

/** What became of one field: on its way to the vendor, and back. */
export interface Row {
  field: string
  how: 'native' | 'emulated' | 'lost' | 'refused'
  /** The vendor's fields that carry it. */
  sent: string[]
  /** The vendor's fields that it is read from. */
  read: string[]
  /** How, or why not. */
  remark: string
}

interface Trace {
  accounting?: Accounting
  /** What a preview says, where the write was refused. */
  expected?: Accounting
  sent: unknown
  read: unknown
  refusal?: string
}

/** Does one write and reads it back, on a backend of its own. */
type Run<Input> = (input: Input) => Promise<Trace>

/** The provider's own metric, and another that it knows. */
const metrics: Readonly<Record<Name, readonly [string, string]>> = {
  wix: ['points.earned', 'visits'],
  capillary: ['points.balance', 'spend'],
  vinr: ['points.balance', 'spend'],
  scrip: ['counter:nights', 'counter:stays'],
  memory: ['points.balance', 'spend'],
}

/** The rows of a tier's fields. */
export function tierRows(name: Name): Promise<Row[]> {
  const [own, other] = metrics[name]
  // Elsewhere a rank is the provider's own affair.
  const base = name === 'scrip' ? { rank: 3 } : {}
  return rowsOf(tierProbes(own, other, base), (input) => creating(name, input))
}

/** The rows of a ladder's own settings; or why there are none. */
export async function ladderRows(name: Name): Promise<Row[] | string> {
  const { backend: made, tier } = await withTier(name)
  const { 'ladder.update': capability } = made.client.capabilities
  if (capability.support === 'unsupported') return capability.reason
  return rowsOf(ladderProbes(tier), (input) => changing(name, input))
}

async function rowsOf<Input>(probes: readonly Probe<Input>[], run: Run<Input>): Promise<Row[]> {
  const rows: Row[] = []
  for (const probe of probes) rows.push(await rowOf(probe, run))
  return rows
}

async function rowOf<Input>({ field, path, a, b }: Probe<Input>, run: Run<Input>): Promise<Row> {
  // What differs between two runs of the same is none of the field's doing: ids and the like.
  const [first, again, other] = [await run(a), await run(a), await run(b)]
  const { accounting, expected, refusal = '' } = first
  if (accounting === undefined) {
    const lost = expected === undefined ? undefined : fateOf(expected, path)
    if (lost?.how === 'lost') return { field, ...lost, sent: [], read: [] }
    return { field, how: 'refused', sent: [], read: [], remark: refusal.replace(/ Nothing was sent.*$/, '') }
  }
  const told = fateOf(accounting, path)
  if (told.how === 'lost') return { field, ...told, sent: [], read: [] }
  const carried = (part: 'sent' | 'read'): string[] => {
    if (other.accounting === undefined) return []
    const noise = differing(first[part], again[part])
    return [...differing(first[part], other[part])].filter((leaf) => !noise.has(leaf))
  }
  return { field, ...told, sent: carried('sent'), read: carried('read') }
}

function fateOf({ emulated, losses }: Accounting, path: string): Pick<Row, 'how' | 'remark'> {
  const below = (item: { path: string }): boolean =>
    item.path === path || item.path.startsWith(`${path}.`) || item.path.startsWith(`${path}[`)
  const lost = losses.find(below)
  if (lost !== undefined) return { how: 'lost', remark: lost.reason }
  const other = emulated.find(below)
  return other === undefined ? { how: 'native', remark: '' } : { how: 'emulated', remark: other.note }
}

async function creating(name: Name, input: TierInput): Promise<Trace> {
  const { client, exchanges } = backend(name)
  return traced(
    exchanges,
    () => client.tiers.create(input, { onLoss: 'report' }),
    (id) => client.tiers.get(id),
    () => client.tiers.preview(input),
  )
}

async function changing(name: Name, input: LadderPatchInput): Promise<Trace> {
  const { backend: made } = await withTier(name)
  const { client, exchanges } = made
  exchanges.splice(0)
  const update = (): Call<{ id: string }> => client.ladder.update(input, { onLoss: 'report' })
  return traced(
    exchanges,
    update,
    () => client.ladder.get(),
    () => client.ladder.preview(input),
  )
}

/** A ladder with one tier, and what a floor would name. */
async function withTier(name: Name): Promise<{ backend: Backend; tier: string }> {
  const made = backend(name)
  const { id, key } = await made.client.tiers.create(
    made.client.supports('tier.key') ? { ...plain, key: 'gold' } : plain,
  )
  return { backend: made, tier: key ?? id }
}

async function traced(
  exchanges: Exchange[],
  write: () => Call<{ id: string }>,
  read: (id: string) => Promise<unknown>,
  preview: () => Promise<Accounting>,
): Promise<Trace> {
  try {
    const { data, accounting } = await write().withDetails()
    const sent = exchanges.filter(({ method }) => method !== 'GET').map((exchange) => exchange.sent)
    exchanges.splice(0)
    await read(data.id)
    const got = exchanges.filter(({ method }) => method === 'GET').map((exchange) => exchange.got)
    return { ...(accounting === undefined ? {} : { accounting }), sent, read: got }
  } catch (error) {
    if (!isRungsError(error)) throw error
    const refused = { sent: [], read: [], refusal: error.message }
    return preview().then(
      (expected) => ({ ...refused, expected }),
      () => refused,
    )
  }
}
