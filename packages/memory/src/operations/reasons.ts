import { explain as explainMember, timeline } from '@rungs/engine'
import {
  formatInstant,
  type Instant,
  type OperationHandler,
  type Page,
  parseInstant,
  type TierChange,
} from '@rungs/model'
import { failureAt } from '../errors.js'
import type { State } from '../state.js'
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
    const { memberId, from = start, limit = defaultLimit, cursor } = query
    const member = state.member(memberId)
    const { activity, since: memberSince } = member
    const first = cursor === undefined ? from : after(cursor)
    const last = query.to ?? lastOf(member, state.clock.of(call.clock))
    if (isBefore(last, first)) return { items: [] }
    const changes = timeline({ ladder: state.compiled(), activity, memberSince, from: first, to: last })
    const items = changes.slice(0, limit)
    const page: Page<TierChange> = { items }
    const end = items.at(-1)
    if (end !== undefined && changes.length > items.length) page.nextCursor = end.at
    return page
  }

  return { 'members.explain': explain, 'members.history': history }
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
