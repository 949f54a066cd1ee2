import { isRungsError, type JsonObject, type ProviderCall, type Tier } from '@rungs/model'
import { alsoSaid, halfDone, isOwnConflict, present, Queue } from '@rungs/transport'
import { isUnpublished } from '../codes.js'
import { failure } from '../errors.js'
import { draftOf, type Entry, entriesOf, hasId, idOf, isBase, statusOf, tierOf } from '../from-vendor.js'
import type { Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import type { CapillaryTier } from '../wire.js'

/** The steps of Capillary's workflow: from where, in words, and to where each takes a tier (Submit, Approve Tier pages). */
export const steps = {
  submit: { from: ['draft', 'rejected'], expected: 'a draft', to: ['pending', 'active'] },
  approve: { from: ['pending'], expected: 'pending', to: ['active'] },
  reject: { from: ['pending'], expected: 'pending', to: ['draft', 'rejected'] },
} as const
export type Step = keyof typeof steps

/** How far a tier is taken, by which steps. */
const ways = { draft: [], pending: ['submit'], active: ['submit', 'approve'] } as const
export type Target = keyof typeof ways

/** Whether a step may be made from where a row stands. */
export function mayTake(step: Step, row: CapillaryTier): boolean {
  return steps[step].from.some((status) => status === statusOf(row))
}

/** A tier and its status, for messages. */
export function named(row: CapillaryTier): string {
  return `'${row.name}' (${idOf(row)}) is ${statusOf(row)}`
}

/** The tiers of one program, and the writes that its operations are made of. */
export class Program {
  /** Capillary takes one draft and one pending tier in a program, so that writes go one by one. */
  readonly queue = new Queue()

  constructor(
    readonly routes: Routes,
    readonly settings: CheckedSettings,
  ) {}

  /** Every tier, ascending; the base among them. */
  async entries(call: ProviderCall): Promise<Entry[]> {
    return entriesOf(await this.routes.tiers.list(call))
  }

  /** The tier of an id of any of the three kinds. @throws RungsError `not_found`, by Capillary's own word. */
  async find(id: string, call: ProviderCall): Promise<Entry> {
    // List All Tiers page: the two kinds of id that a list may be asked for by.
    const query = /^(ut-.+|\d+)$/.test(id) ? { tier: id } : {}
    const listed = entriesOf(await this.routes.tiers.list(call, query)).find((entry) => hasId(entry, id))
    const found = listed ?? entriesOf(await this.routes.tiers.get(call, id))[0]
    if (found !== undefined) return found
    throw failure('not_found', [{ path: 'id', message: `Capillary gave no tier ${id}` }])
  }

  show(entry: Entry): Tier {
    return tierOf(entry, this.settings)
  }

  /** All tiers but the base. */
  showAll(entries: readonly Entry[]): Tier[] {
    return entries.filter((entry) => !isBase(entry)).map((entry) => this.show(entry))
  }

  /** Makes a draft. @throws RungsError `conflict` that names the tier in the way, if one is. */
  create(body: JsonObject, call: ProviderCall): Promise<CapillaryTier> {
    const isOurs = (row: CapillaryTier): boolean => statusOf(row) === 'draft' && isChange({}, row, body)
    const write = this.routes.tiers.create(call, body)
    return this.made(write, call, isLost, ({ row }) => (isOurs(row) ? row : undefined))
  }

  /** Makes the draft of a change of a published tier. */
  edit(live: CapillaryTier, body: JsonObject, call: ProviderCall): Promise<CapillaryTier> {
    const id = `${live.slabId ?? live.objectId}`
    const write = this.routes.tiers.update(call, id, body)
    return this.made(write, call, isLost, ({ row, edit }) =>
      row.slabId === live.slabId && edit && isChange(live, edit, body) ? edit : undefined,
    )
  }

  /** Makes one step. One that was made before is as good; `mayBeMade` says after which errors that is looked up. */
  step(
    step: Step,
    row: CapillaryTier,
    call: ProviderCall,
    comment?: string,
    mayBeMade: (error: unknown) => boolean = isOwnConflict,
  ): Promise<CapillaryTier> {
    const { submit, review } = this.routes.tiers
    const id = row.objectId ?? idOf(row)
    const approvalStatus = step === 'approve' ? 'APPROVE' : 'REJECT'
    const write =
      step === 'submit' ? submit(call, id) : review(call, id, { approvalStatus, ...present({ comment }) })
    const moved = (entry: Entry): CapillaryTier | undefined => {
      const now = draftOf(entry) ?? entry.row
      return hasId(entry, id) && steps[step].to.some((status) => status === statusOf(now)) ? now : undefined
    }
    return this.made(write, call, (error) => isRungsError(error, 'conflict') || mayBeMade(error), moved, id)
  }

  /** Takes a row from wherever it stands to the target, and reads it back. */
  async finish(row: CapillaryTier, target: Target, call: ProviderCall, created: boolean): Promise<Tier> {
    let now = row
    try {
      for (const step of ways[target])
        if (mayTake(step, now)) now = await this.step(step, now, call, undefined, isLost)
      return this.show(await this.find(idOf(now), call))
    } catch (error) {
      const [id, isMade] = [idOf(row), created || statusOf(now) === 'active']
      const next = created ? `workflow.publish('${id}') takes it on.` : 'the same call takes it on.'
      const stands = `The tier '${row.name}' (${id}) stands as ${statusOf(now)}; ${next}`
      // That approving takes other rights stays what it is.
      throw isMade && !isRungsError(error, 'permission') ? halfDone(error, stands) : alsoSaid(error, stands)
    }
  }

  /**
   * What a write gives. Where it failed although it may have been made, what the program shows of it then. A conflict
   * with a tier that is not published yet names that tier.
   * @param self the row that a step is of.
   */
  private async made(
    write: Promise<CapillaryTier>,
    call: ProviderCall,
    mayBeMade: (error: unknown) => boolean,
    foundIn: (entry: Entry) => CapillaryTier | undefined,
    self?: string,
  ): Promise<CapillaryTier> {
    try {
      return await write
    } catch (error) {
      const inTheWay = isRungsError(error, 'conflict') && isUnpublished(error.message)
      if (!inTheWay && !mayBeMade(error)) throw error
      const entries = await this.entries(call).catch(() => [])
      const found = mayBeMade(error) ? entries.map(foundIn).find((row) => row !== undefined) : undefined
      if (found !== undefined) return found
      const other = entries.map(draftOf).find((draft) => draft && draft.objectId !== self)
      if (other === undefined || !inTheWay) throw error
      const how = 'publish, reject or delete it first; Capillary takes one at a time.'
      throw alsoSaid(error, `${named(other)}: ${how}`)
    }
  }
}

const isLost = (error: unknown): boolean => isRungsError(error, 'outcome_unknown')

/** Whether a draft is a tier with just this change, so that it may be taken for our own. */
export function isChange(live: Partial<CapillaryTier>, draft: CapillaryTier, body: JsonObject): boolean {
  const { name, description, color, eligibility } = live
  const { validity, ...fields } = body
  // The read view shows the renewal flattened, so that it cannot be compared.
  const { renewal: _renewal, minimumDuration: _minimum, ...period } = Object(validity)
  const expected = { ...present({ name, description, color, eligibility }), ...fields }
  return contains(draft, expected) && contains({ ...draft.renewal, ...draft.validity }, period)
}

/** Texts and numbers are told apart by neither view, and an empty list may be absent. */
function contains(whole: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return String(whole) === String(part)
  if (typeof whole !== 'object' || whole === null) return Array.isArray(part) && part.length === 0
  return Object.entries(part).every(([key, value]) => contains(Reflect.get(whole, key), value))
}
