import type { Command } from 'commander'
import type { Io } from '../io.js'
import { examples, run } from './run.js'
import { tierTable } from './tier-view.js'

/** `rungs tiers get` */
export function addTiersGet(tiers: Command, io: Io): void {
  tiers
    .command('get')
    .description('one tier')
    .argument('<id>', "the provider's id of the tier")
    .addHelpText('after', examples('rungs tiers get tier_gold', 'rungs tiers get tier_gold --json'))
    .action(async (id: string, _options: unknown, command: Command) => {
      await run(command, io, {
        ask: (client) => client.tiers.get(id),
        show: (tier, drawing, style) => tierTable([tier], drawing, style),
      })
    })
}
