import type { JsonObject, ProviderCall, RungsError } from '@rungs/model'
import { isRungsError } from '@rungs/model'
import { everyPage, orFound, orNone, required, retold } from '@rungs/transport'
import { failure } from '../errors.js'
import type { Routes } from '../routes.js'
import { type CheckedSettings, namedById } from '../settings.js'
import type { ScripPagination, ScripTier } from '../wire.js'

/** The one Scrip tier of a provider, by the settings. */
export class Ladders {
  constructor(
    private readonly routes: Routes,
    private readonly settings: CheckedSettings,
  ) {}

  /** The tier. @throws RungsError `not_found` when there is none. */
  get(call: ProviderCall): Promise<ScripTier> {
    const { programId, ladder } = this.settings
    return namedById(this.settings) ? this.byId(call) : this.routes.tiers.retrieve(call, programId, ladder)
  }

  /** The tier, if the program has it. @throws RungsError `not_found` when there is no such program, or none of this id. */
  async find(call: ProviderCall): Promise<ScripTier | undefined> {
    if (namedById(this.settings)) return this.byId(call)
    const tier = await orNone(this.get(call))
    // A program that is not there answers alike, and must not pass for an empty ladder.
    const { programId } = this.settings
    if (tier === undefined) await this.routes.programs.retrieve(call, programId).catch(noProgram)
    return tier
  }

  /** Puts a level into the tier, or makes the tier: Scrip knows none without a level. A repetition meets its own key. */
  put(tier: ScripTier | undefined, level: object, call: ProviderCall): Promise<ScripTier> {
    const body = { levels: [level as JsonObject] }
    if (tier !== undefined) return this.update(tier, body, call)
    const { programId, ladder: key } = this.settings
    return this.routes.tiers.create(call, programId, { key, ...body })
  }

  /** Changes the tier, partially. */
  update({ key }: ScripTier, body: JsonObject, call: ProviderCall): Promise<ScripTier> {
    return this.routes.tiers.update(call, this.settings.programId, key, body)
  }

  /** Archives the tier, for good. One that was archived already, by a lost attempt or somebody else, stays so. */
  archive({ key }: ScripTier, call: ProviderCall): Promise<ScripTier> {
    const { tiers } = this.routes
    const { programId, archiveRoute } = this.settings
    const isArchived = ({ vendorCode }: RungsError): boolean => vendorCode === 'tier_archived'
    const archived = tiers.archive(call, programId, key, archiveRoute)
    return orFound(archived, isArchived, () => tiers.retrieve(call, programId, key))
  }

  /** Tiers are read by key only (Scrip get-a-tier page), so an id is looked for in the list. */
  private async byId(call: ProviderCall): Promise<ScripTier> {
    const { programId, ladder } = this.settings
    const tiers = await everyItem((cursor) => this.routes.tiers.list(call, programId, { cursor }))
    const tier = tiers.find(({ id }) => id?.toLowerCase() === ladder.toLowerCase())
    const message = 'the program has no tier of this id; a tier that is to be made needs its key here'
    return required(tier, 'settings.ladder', message, failure)
  }
}

/**
 * Everything that Scrip lists, read to the end (Scrip introduction page).
 * @throws RungsError `unexpected_response` where that is out of reach.
 */
export function everyItem<Item>(
  read: (cursor: string | undefined) => Promise<{ data: Item[]; pagination?: ScripPagination }>,
): Promise<Item[]> {
  return everyPage(async (cursor) => {
    const { data, pagination } = await read(cursor)
    if (!pagination?.has_more) return { items: data, next: undefined }
    const nowhere = 'Scrip says that its list goes on, but not where: the rest is out of reach.'
    if (!pagination.next_cursor) throw failure('unexpected_response', nowhere)
    return { items: data, next: pagination.next_cursor }
  }, failure)
}

function noProgram(error: unknown): never {
  if (!isRungsError(error, 'not_found')) throw error
  const issues = [{ path: 'settings.programId', message: 'Scrip has no such program' }]
  throw retold(error, { message: `settings.programId: ${error.message}`, issues, cause: error })
}
