import type { HistoryQuery, Page, TierChange } from '@rungs/model'
import type { Command } from 'commander'
import type { Io } from '../io.js'
import { wholeNumber } from './globals.js'
import { examples, run } from './run.js'

/** `rungs members history` */
export function addMembersHistory(members: Command, io: Io): void {
  members
    .command('history')
    .description("a member's moves between tiers, oldest first")
    .argument('<member>', "the provider's id of the member")
    .option('--from <time>', 'RFC 3339, included; the beginning when not given')
    .option('--to <time>', 'RFC 3339, included; now when not given')
    .option('--limit <n>', 'one page of at most n moves', wholeNumber('--limit', 1, 100))
    .option('--cursor <text>', 'the page after the one that gave this `nextCursor`')
    .addHelpText(
      'after',
      examples('rungs members history la_4Kp9bQ', 'rungs members history ada --from 2026-01-01T00:00:00Z'),
    )
    .action(async (memberId: string, query: HistoryQuery, command: Command) => {
      await run<Page<TierChange>>(command, io, {
        ask: async (client) => {
          const list = client.members.history(memberId, query)
          if (query.limit !== undefined || query.cursor !== undefined) return list
          const items: TierChange[] = []
          for await (const move of list) items.push(move)
          return { items }
        },
        show: ({ items, nextCursor }, { clean, drawHistory }, style) => {
          const more = nextCursor === undefined ? '' : `There are more: --cursor ${clean(nextCursor)}\n`
          return drawHistory(items, style) + more
        },
      })
    })
}
