import type { ListQuery, Page, Tier } from '@rungs/model'
import type { Command } from 'commander'
import type { Io } from '../io.js'
import { wholeNumber } from './globals.js'
import { examples, run } from './run.js'
import { tierTable } from './tier-view.js'

/** `rungs tiers list` */
export function addTiersList(tiers: Command, io: Io): void {
  tiers
    .command('list')
    .description('all tiers, ascending by rank; the base tier is never among them')
    .option('--limit <n>', 'one page of at most n tiers', wholeNumber('--limit', 1, 100))
    .option('--cursor <text>', 'the page after the one that gave this `nextCursor`')
    .addHelpText(
      'after',
      examples('rungs tiers list', 'rungs tiers list --limit 10 --json', 'rungs tiers list --provider vinr'),
    )
    .action(async (query: ListQuery, command: Command) => {
      await run<Page<Tier>>(command, io, {
        ask: async (client) => {
          const { limit, cursor } = query
          if (limit === undefined && cursor === undefined) {
            const items: Tier[] = []
            for await (const tier of client.tiers.list()) items.push(tier)
            return { items }
          }
          return client.tiers.list({
            ...(limit === undefined ? {} : { limit }),
            ...(cursor === undefined ? {} : { cursor }),
          })
        },
        show: ({ items, nextCursor }, drawing, style) => {
          const more =
            nextCursor === undefined ? '' : `There are more: --cursor ${drawing.clean(nextCursor)}\n`
          return (items.length === 0 ? 'There are no tiers.\n' : tierTable(items, drawing, style)) + more
        },
      })
    })
}
