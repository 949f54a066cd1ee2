import { type Client, isRungsError, type Ladder, type Standing } from 'rungs'
import { drawLadder } from 'rungs/output'

/** A member, by name and by the id that the provider knows them by. */
export interface Member {
  name: string
  memberId: string
}

/** What the app sees on whichever provider it runs. */
export interface View {
  provider: string
  ladder: Ladder
  /** `undefined`: the provider does not know this member. */
  standings: Map<string, Standing | undefined>
}

/** The app. It is the same before and after the move, and no line of it knows the provider. */
export async function look(rungs: Client, members: readonly Member[]): Promise<View> {
  const standings = new Map<string, Standing | undefined>()
  for (const { name, memberId } of members) standings.set(name, await standingOf(rungs, memberId))
  return { provider: rungs.provider, ladder: await rungs.ladder.get(), standings }
}

/** The ladder with its members, as stairs. */
export function pictureOf({ provider, ladder, standings }: View): string {
  const known = [...standings].flatMap(([label, standing]) =>
    standing === undefined ? [] : [{ label, tierId: standing.tier?.id ?? null }],
  )
  const strangers = [...standings].filter(([, standing]) => standing === undefined).map(([name]) => name)
  const missing = strangers.length === 0 ? '' : `Not known there: ${strangers.join(', ')}\n`
  return `The app on ${provider}:\n\n${drawLadder(ladder, {}, known)}${missing}`
}

/** Where a member stands; `undefined` where the provider does not know them. */
export async function standingOf(rungs: Client, memberId: string): Promise<Standing | undefined> {
  try {
    return await rungs.members.standing(memberId)
  } catch (error) {
    if (isRungsError(error, 'not_found')) return undefined
    throw error
  }
}
