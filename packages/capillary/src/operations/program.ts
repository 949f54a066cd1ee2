import { isRungsError, type JsonObject, type ProviderCall, type RungsError, type Tier } from '@rungs/model'
import {
  againOrFound,
  alsoSaid,
  halfDone,
  hasTaken,
  mayTake,
  present,
  Queue,
  type ReviewStep,
  type ReviewTarget,
  reviewWays,
} from '@rungs/transport'
import { isUnpublished } from '../codes.js'
import { failure } from '../errors.js'
import {
  draftOf,
  type Entry,
  entriesOf,
  hasId,
  idOf,
  isBase,
  statusOf,
  tierOf,
  withDraft,
} from '../from-vendor.js'
import { isChange } from '../is-change.js'
import type { Routes } from '../routes.js'
import type { CheckedSettings } from '../settings.js'
import type { CapillaryTier } from '../wire.js'

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
    const write = () => this.routes.tiers.create(call, body)
    return this.made(write, call, ({ row }, lost) =>
      lost && statusOf(row) === 'draft' && isChange(undefined, row, body) ? row : undefined,
    )
  }

  /** Makes the draft of a change of a published tier. */
  edit(live: CapillaryTier, body: JsonObject, call: ProviderCall): Promise<CapillaryTier> {
    const write = () => this.routes.tiers.update(call, `${live.slabId ?? live.objectId}`, body)
    return this.made(write, call, ({ row, edit }, lost) =>
      lost && edit && row.slabId === live.slabId && isChange(row, edit, body) ? edit : undefined,
    )
  }

  /** Makes one step. One that was made before is as good. */
  step(
    step: ReviewStep,
    { objectId }: CapillaryTier,
    call: ProviderCall,
    comment?: string,
  ): Promise<CapillaryTier> {
    const { submit, review } = this.routes.tiers
    const id = objectId ?? ''
    const approvalStatus = step === 'approve' ? 'APPROVE' : 'REJECT'
    const write = () =>
      step === 'submit' ? submit(call, id) : review(call, id, { approvalStatus, ...present({ comment }) })
    // By the id of the very version: another one may be under way by now.
    const isMoved = (row?: CapillaryTier) => row?.objectId === id && hasTaken(step, statusOf(row))
    return this.made(write, call, ({ row, edit }) => [row, edit].find(isMoved), id)
  }

  /** Takes what is not published of a tier from wherever it stands to the target, and reads it back. */
  async finish(entry: Entry, target: ReviewTarget, call: ProviderCall, created: boolean): Promise<Tier> {
    let now = draftOf(entry)
    if (now === undefined) return this.show(entry)
    try {
      for (const step of reviewWays[target])
        if (mayTake(step, statusOf(now))) now = await this.step(step, now, call)
      return this.show(await this.readBack(withDraft(entry, now), call))
    } catch (error) {
      const id = idOf(now)
      const next = created ? `workflow.publish('${id}') takes it on.` : 'the same call takes it on.'
      const seen = `The tier '${now.name}' (${id}) was last seen as ${statusOf(now)}; ${next}`
      const isMade = created || statusOf(now) === 'active'
      // That approving takes other rights stays what it is.
      throw isMade && !isRungsError(error, 'permission') ? halfDone(error, seen) : alsoSaid(error, seen)
    }
  }

  /** The tier as List shows it; as the last step showed it, where a call that may retry could not read it. */
  private async readBack(told: Entry, call: ProviderCall): Promise<Entry> {
    try {
      return await this.find(idOf(told.row), call)
    } catch (error) {
      if (call.retries === 0) throw error
      return told
    }
  }

  /**
   * What a write gives, or what the program shows of it where it may have been made all the same. A conflict with a tier
   * that is not published yet names that tier.
   * @param self the row that a step is of.
   */
  private async made(
    write: () => Promise<CapillaryTier>,
    call: ProviderCall,
    foundIn: (entry: Entry, lost: boolean) => CapillaryTier | undefined,
    self?: string,
  ): Promise<CapillaryTier> {
    let entries: Entry[] = []
    const find = async ({ message }: RungsError, lost: boolean) => {
      if (!lost && self === undefined && !isUnpublished(message)) return undefined
      entries = await this.entries(call)
      return entries.map((entry) => foundIn(entry, lost)).find((row) => row !== undefined)
    }
    try {
      return await againOrFound(write, find, call)
    } catch (error) {
      const inTheWay = isRungsError(error, 'conflict') && isUnpublished(error.message)
      const other = entries.map(draftOf).find((draft) => draft && draft.objectId !== self)
      if (!inTheWay || other === undefined) throw error
      const how = 'publish, reject or delete it first; Capillary takes one at a time.'
      throw alsoSaid(error, `${named(other)}: ${how}`)
    }
  }
}
