import type { TierPatchInput } from '@rungs/model'
import type { Command } from 'commander'
import type { Io } from '../io.js'
import { lossOption } from './globals.js'
import { examples, run } from './run.js'
import { collect, type TierFlags, tierInputOf } from './tier-input.js'
import { tierTable } from './tier-view.js'

interface UpdateFlags extends TierFlags {
  ifRevision?: string
}

/** `rungs tiers update` */
export function addTiersUpdate(tiers: Command, io: Io): void {
  tiers
    .command('update')
    .description('change what is given; the rest stays')
    .argument('<id>', "the provider's id of the tier")
    .option('--name <text>', 'what people see')
    .option('--threshold <amount>', "what the provider's default metric has to reach")
    .option('--benefit <text>', 'replaces all benefits; may be given again', collect)
    .option(
      '--from <file>',
      'a YAML or JSON file with the change, or - for standard input; flags win over it',
    )
    .option('--if-revision <text>', 'only if the tier still has this revision')
    .addOption(lossOption())
    .addHelpText(
      'after',
      examples(
        'rungs tiers update tier_gold --name Platinum --threshold 7500',
        "rungs tiers update tier_gold --benefit 'Free shipping' --if-revision 3",
      ),
    )
    .action(async (id: string, flags: UpdateFlags, command: Command) => {
      const { ifRevision } = flags
      const change: TierPatchInput = await tierInputOf(flags, io)
      await run(command, io, {
        ask: (client) => client.tiers.update(id, change, ifRevision === undefined ? {} : { ifRevision }),
        show: (tier, drawing, style) => tierTable([tier], drawing, style),
      })
    })
}
