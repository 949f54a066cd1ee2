import type { Command } from 'commander'
import type { Io } from '../io.js'
import { examples, run } from './run.js'

/** `rungs tiers delete` */
export function addTiersDelete(tiers: Command, io: Io): void {
  tiers
    .command('delete')
    .description('remove a tier for good; its members fall back as the provider decides')
    .argument('<id>', "the provider's id of the tier")
    .option('--if-revision <text>', 'only if the tier still has this revision')
    .addHelpText('after', examples('rungs tiers delete tier_gold', 'rungs tiers delete tier_gold --json'))
    .action(async (id: string, { ifRevision }: { ifRevision?: string }, command: Command) => {
      await run(command, io, {
        ask: (client) => client.tiers.delete(id, ifRevision === undefined ? {} : { ifRevision }),
        show: (deleted, { clean }) => `deleted ${clean(deleted.id)}\n`,
      })
    })
}
