import { explain as explainMember, standingAt, timeline } from '@rungs/engine'
import {
  formatInstant,
  type Instant,
  type OperationHandler,
  type Page,
  parseInstant,
  type TierChange,
} from '@rungs/model'
import { failureAt } from '../errors.js'
import type { State, StoredMember } from '../state.js'
import { settle } from './accounting.js'
import { lastOf } from './members.js'

/** Items on a page when no limit is given. */
const defaultLimit = 50

const start = '0000-01-01T00:00:00Z'

/** The handlers that tell why a member holds what they hold, and what they held. */
export function reasonOperations(state: State) {
  const explain: OperationHandler<'members.explain'> = async ({ memberId, at }, call) => {
    settle(call, at === undefined ? {} : { at })
    const member = state.member(memberId)
    const { activity, since: memberSince } = member
    const ladder = state.compiled()
    return {
      memberId,
      ...explainMember({
        ladder,
        activity,
        memberSince,
        at: at ?? lastOf(member, state.clock.of(call.clock)),
      }),
    }
  }

  const history: OperationHandler<'members.history'> = async (query, call) => {
    const { memberId, from, to, limit = defaultLimit, cursor } = query
    const member = state.member(memberId)
    const first = cursor === undefined ? from : after(cursor)
    const moves = movesOf(state, member, to ?? lastOf(member, state.clock.of(call.clock)))
    const changes = moves.filter(({ at }) => first === undefined || !isBefore(at, first))
    const items = changes.slice(0, limit)
    const page: Page<TierChange> = { items }
    const end = items.at(-1)
    if (end !== undefined && changes.length > items.length) page.nextCursor = end.at
    return page
  }

  return { 'members.explain': explain, 'members.history': history }
}

/** Every move up to an instant. The first begins with nothing: who becomes a member may hold a tier by that alone. */
function movesOf(state: State, { activity, since }: StoredMember, to: Instant): TierChange[] {
  const life = { ladder: state.compiled(), activity, memberSince: since }
  const [first, ...more] = timeline({ ...life, from: start, to })
  const held = first === undefined ? standingAt({ ...life, at: to }).tier : first.from
  const moves = first === undefined ? [] : [first, ...more]
  if (held === null || isBefore(to, since)) return moves
  const joined: TierChange = {
    at: formatInstant(parseInstant(since) ?? 0),
    from: null,
    to: held,
    reason: 'met',
  }
  if (first === undefined || isBefore(since, first.at)) return [joined, ...moves]
  return first.to === null ? more : [{ ...first, from: null }, ...more]
}

/** The instant after that of the last move of a page: a member moves at most once an instant. */
function after(cursor: string): Instant {
  const at = parseInstant(cursor)
  if (at === undefined) throw failureAt('invalid_input', 'cursor', 'expected the nextCursor of a page before')
  return formatInstant(at + 1)
}

function isBefore(a: Instant, b: Instant): boolean {
  return (parseInstant(a) ?? 0) < (parseInstant(b) ?? 0)
}
