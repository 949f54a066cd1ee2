import type { Context } from './context.js'
import { badRequest, missingReference } from './errors.js'

const DEFAULT_LIMIT = 10
const MAX_LIMIT = 100

export const pageParams = ['limit', 'starting_after', 'ending_before'] as const

const limitOf = ({ input, switches }: Context): number => {
  const limit = input.integer('limit') ?? DEFAULT_LIMIT
  if (limit >= 1 && limit <= MAX_LIMIT) return limit
  if (switches.limit_out_of_range === 'clamped') return Math.min(MAX_LIMIT, Math.max(1, limit))
  return input.refuseInteger('limit', `must be from 1 to ${MAX_LIMIT}`)
}

const positionOf = (
  items: readonly { id: string }[],
  name: string,
  cursor: string | undefined,
): number | undefined => {
  if (cursor === undefined) return undefined
  const position = items.findIndex(({ id }) => id === cursor)
  if (position === -1) throw missingReference('object', cursor, name)
  return position
}

/** One page of an ordered list: what follows `starting_after`, or what precedes `ending_before`. */
export const listPage = <T extends { id: string }>(
  context: Context,
  items: readonly T[],
  shape: (item: T) => object,
): object => {
  const { input, switches } = context
  const limit = limitOf(context)
  if (input.has('starting_after') && input.has('ending_before'))
    throw badRequest(
      'parameters_exclusive',
      'starting_after and ending_before exclude each other.',
      'ending_before',
    )
  const after = positionOf(items, 'starting_after', input.filledText('starting_after'))
  const before = positionOf(items, 'ending_before', input.filledText('ending_before'))
  const start = before === undefined ? (after ?? -1) + 1 : Math.max(0, before - limit)
  const end = before ?? Math.min(items.length, start + limit)
  const hasMore = before === undefined ? end < items.length : start > 0
  const data = items.slice(start, end).map(shape)
  if (switches.list_envelope === 'top_level') return { object: 'list', data, has_more: hasMore }
  const cursor = hasMore ? (items[before === undefined ? end - 1 : start]?.id ?? null) : null
  return {
    object: 'list',
    data,
    page: { has_more: hasMore, next_cursor: cursor, total_estimate: items.length },
  }
}

/** Newest first; of one second, the one that was made last comes first. */
export const newestFirst = <T extends { created: number }>(record: Readonly<Record<string, T>>): T[] =>
  Object.values(record)
    .reverse()
    .sort((a, b) => b.created - a.created)
