import type { TierInput } from '@rungs/model'
import type { Command } from 'commander'
import { UsageError } from '../errors.js'
import type { Io } from '../io.js'
import { lossOption } from './globals.js'
import { examples, run } from './run.js'
import { collect, type TierFlags, tierInputOf } from './tier-input.js'
import { tierTable } from './tier-view.js'

/** `rungs tiers create` */
export function addTiersCreate(tiers: Command, io: Io): void {
  tiers
    .command('create')
    .description('a new tier')
    .option('--name <text>', 'what people see')
    .option('--threshold <amount>', "what the provider's default metric has to reach")
    .option('--benefit <text>', 'what holders get; may be given again', collect)
    .option('--from <file>', 'a YAML or JSON file with the tier, or - for standard input; flags win over it')
    .addOption(lossOption())
    .addHelpText(
      'after',
      examples(
        "rungs tiers create --name Gold --threshold 5000 --benefit 'Free shipping' --benefit 'Early access to sales'",
        'rungs tiers create --from gold.yaml',
        'echo \'{"name":"Gold","threshold":5000}\' | rungs tiers create --from - --json',
      ),
    )
    .action(async (flags: TierFlags, command: Command) => {
      const tier = await tierInputOf(flags, io)
      if (!isNamed(tier))
        throw new UsageError('A tier needs a name: give --name, or --from a file that has one.')
      await run(command, io, {
        ask: (client) => client.tiers.create(tier),
        show: (created, drawing, style) => tierTable([created], drawing, style),
      })
    })
}

/** The rest is for the client to check, which names every wrong path. */
function isNamed(tier: object): tier is TierInput {
  return 'name' in tier
}
