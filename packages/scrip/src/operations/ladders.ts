import { isRungsError, type JsonObject, type ProviderCall } from '@rungs/model'
import { everyPage, retold } from '@rungs/transport'
import { failure } from '../errors.js'
import { nextOf } from '../from-vendor.js'
import type { Routes } from '../routes.js'
import { type CheckedSettings, namedById } from '../settings.js'
import type { ScripTier } from '../wire.js'

/** The one Scrip tier of a provider, by the settings. */
export class Ladders {
  constructor(
    private readonly routes: Routes,
    private readonly settings: CheckedSettings,
  ) {}

  /** The tier. @throws RungsError `not_found` when there is none. */
  async get(call: ProviderCall): Promise<ScripTier> {
    const { programId, ladder } = this.settings
    return namedById(this.settings) ? this.byId(call) : this.routes.tiers.retrieve(call, programId, ladder)
  }

  /** The tier, if the program has it. @throws RungsError `not_found` when there is no such program, or none of this id. */
  async find(call: ProviderCall): Promise<ScripTier | undefined> {
    try {
      return await this.get(call)
    } catch (error) {
      if (!isRungsError(error, 'not_found') || namedById(this.settings)) throw error
      // A program that is not there answers alike, and must not pass for an empty ladder.
      await this.routes.programs.retrieve(call, this.settings.programId).catch(noProgram)
      return undefined
    }
  }

  /** Makes the tier: Scrip knows none without a level. A repetition meets the key that the first attempt took. */
  create(level: JsonObject, call: ProviderCall): Promise<ScripTier> {
    const { programId, ladder: key } = this.settings
    return this.routes.tiers.create(call, programId, { key, levels: [level] })
  }

  /** Changes the tier, partially. */
  update({ key }: ScripTier, body: JsonObject, call: ProviderCall): Promise<ScripTier> {
    return this.routes.tiers.update(call, this.settings.programId, key, body)
  }

  /** Archives the tier, for good. One that was archived already stays so. */
  async archive({ key }: ScripTier, call: ProviderCall): Promise<ScripTier> {
    const { programId, archiveRoute } = this.settings
    try {
      return await this.routes.tiers.archive(call, programId, key, archiveRoute)
    } catch (error) {
      // By an attempt whose reply was lost, or by somebody else.
      if (!isRungsError(error) || error.vendorCode !== 'tier_archived') throw error
      // Whatever keeps the tier from being read, the outcome stays as unknown as it is.
      return this.routes.tiers.retrieve(call, programId, key).catch(() => Promise.reject(error))
    }
  }

  /** Tiers are read by key only (Scrip get-a-tier page), so an id is looked for in the list. */
  private async byId(call: ProviderCall): Promise<ScripTier> {
    const { programId, ladder } = this.settings
    const tiers = await everyPage(async (cursor) => {
      const list = await this.routes.tiers.list(call, programId, { cursor })
      return { items: list.data, next: nextOf(list) }
    }, failure)
    const tier = tiers.find(({ id }) => id?.toLowerCase() === ladder.toLowerCase())
    if (tier !== undefined) return tier
    const message = 'the program has no tier of this id; a tier that is to be made needs its key here'
    throw failure('not_found', [{ path: 'settings.ladder', message }])
  }
}

/** An error after a write that is a part of the change: the whole of it is neither done nor undone. */
export function halfDone(cause: unknown, how: string): unknown {
  if (!isRungsError(cause)) return cause
  const message = `${cause.message} A part of the change was made before. ${how}`
  return retold(cause, { code: 'outcome_unknown', message, retryable: false, cause })
}

function noProgram(error: unknown): never {
  if (!isRungsError(error, 'not_found')) throw error
  const issues = [{ path: 'settings.programId', message: 'Scrip has no such program' }]
  throw retold(error, { message: `settings.programId: ${error.message}`, issues, cause: error })
}
