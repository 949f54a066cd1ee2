import { isRungsError, type JsonObject, type ProviderCall, RungsError, type Tier } from '@rungs/model'
import { Queue } from '@rungs/transport'
import { isUnpublished } from '../codes.js'
import { addTo } from '../errors.js'
import { type Entry, entriesOf, hasId, idOf, rowOf, statusOf, tierOf } from '../from-vendor.js'
import type { Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import type { CapillaryTier } from '../wire.js'

/** How far a tier is taken. */
export type Target = 'draft' | 'pending' | 'active'

/** The tiers of one program, and the steps of Capillary's workflow that its operations are made of. */
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
    const listed = (await this.entries(call)).find((entry) => hasId(entry, id))
    if (listed !== undefined) return listed
    const [found] = entriesOf(await this.routes.tiers.get(call, id))
    if (found !== undefined) return found
    const message = `Capillary gave no tier ${id}.`
    throw new RungsError({
      code: 'not_found',
      provider: 'capillary',
      message,
      issues: [{ path: 'id', message }],
    })
  }

  show(entry: Entry): Tier {
    return tierOf(entry, this.settings)
  }

  /** Makes a draft. @throws RungsError `conflict` that names the tier in the way, if one is. */
  async create(body: JsonObject, call: ProviderCall): Promise<CapillaryTier> {
    try {
      return await this.routes.tiers.create(call, body)
    } catch (error) {
      throw await this.inTheWay(error, call)
    }
  }

  /** Submits a draft. */
  submit(row: CapillaryTier, call: ProviderCall): Promise<CapillaryTier> {
    return this.step(row, call, (id) => this.routes.tiers.submit(call, id))
  }

  /** Approves or rejects a tier that waits. */
  review(
    row: CapillaryTier,
    review: { approvalStatus: 'APPROVE' | 'REJECT'; comment?: string },
    call: ProviderCall,
  ): Promise<CapillaryTier> {
    return this.step(row, call, (id) => this.routes.tiers.review(call, id, review))
  }

  /** Takes a row from wherever it stands to the target, and reads it back. */
  async finish(row: CapillaryTier, target: Target, call: ProviderCall, created: boolean): Promise<Tier> {
    let now = row
    try {
      if (target !== 'draft' && isDraft(now)) now = await this.submit(now, call)
      if (target === 'active' && statusOf(now) === 'pending') {
        now = await this.review(now, { approvalStatus: 'APPROVE' }, call)
      }
      return this.show(await this.find(idOf(now), call))
    } catch (error) {
      const stands = `The tier '${row.name}' (${idOf(row)}) stands as ${statusOf(now)}`
      const next = created ? `workflow.publish('${idOf(row)}') takes it on.` : 'the same call takes it on.'
      throw addTo(error, `${stands}; ${next}`, created || statusOf(now) === 'active')
    }
  }

  /**
   * One step. A conflict may come of its own first attempt, whose reply was lost: what counts is whether the tier
   * has moved.
   */
  private async step(
    row: CapillaryTier,
    call: ProviderCall,
    work: (objectId: string) => Promise<CapillaryTier>,
  ): Promise<CapillaryTier> {
    try {
      return await work(row.objectId ?? idOf(row))
    } catch (error) {
      if (!isRungsError(error, 'conflict')) throw error
      const { draft, live } = await this.find(row.objectId ?? idOf(row), call)
      const now = draft ?? live
      if (now === undefined || statusOf(now) === statusOf(row)) throw await this.inTheWay(error, call, row)
      return now
    }
  }

  /** A conflict with a tier that is not published yet, with that tier named. */
  async inTheWay(error: unknown, call: ProviderCall, self?: CapillaryTier): Promise<unknown> {
    if (!isRungsError(error, 'conflict') || !isUnpublished(error.message)) return error
    const entries = await this.entries(call).catch(() => [])
    const other = entries.find(({ draft }) => draft !== undefined && draft.objectId !== self?.objectId)?.draft
    if (other === undefined) return error
    const what = `'${other.name}' (${idOf(other)}) is ${statusOf(other)}`
    return addTo(error, `${what}: publish, reject or delete it first; Capillary takes one at a time.`, false)
  }
}

/** Whether a row may be submitted. */
export function isDraft(row: CapillaryTier): boolean {
  return statusOf(row) === 'draft' || statusOf(row) === 'rejected'
}

/** A tier and its status, for messages. */
export function named(entry: Entry): string {
  const row = rowOf(entry)
  return `'${row.name}' (${idOf(row)}) is ${statusOf(row)}`
}
