import type { LadderPatchInput } from '@rungs/model'
import type { Command } from 'commander'
import { UsageError } from '../errors.js'
import type { Io } from '../io.js'
import { lossOption } from './globals.js'
import { objectFrom } from './input-file.js'
import { examples, run } from './run.js'

interface LadderFlags {
  name?: string
  status?: string
  timeZone?: string
  from?: string
  ifRevision?: string
}

/** `rungs ladder update` */
export function addLadderUpdate(ladder: Command, io: Io): void {
  ladder
    .command('update')
    .description("change the ladder's own settings; the rest stays, and so do the tiers")
    .option('--name <text>', 'what people see')
    .option(
      '--status <status>',
      'active, paused, disabled, draft or archived, as far as the provider has them',
    )
    .option('--time-zone <zone>', 'for calendar arithmetic, for example Europe/Berlin')
    .option(
      '--from <file>',
      'a YAML or JSON file with the change, or - for standard input; flags win over it',
    )
    .option('--if-revision <text>', 'only if the ladder still has this revision')
    .addOption(lossOption())
    .addHelpText(
      'after',
      examples(
        'rungs ladder update --status paused',
        'rungs ladder update --name Rewards --if-revision 7',
        'echo \'{"window":{"kind":"rolling","months":12}}\' | rungs ladder update --from -',
      ),
    )
    .action(async (flags: LadderFlags, command: Command) => {
      const change = await changeOf(flags, io)
      const { ifRevision } = flags
      await run(command, io, {
        ask: (client) => client.ladder.update(change, ifRevision === undefined ? {} : { ifRevision }),
        show: (changed, { drawLadder, ladderText }, style) =>
          `${ladderText(changed)}\n\n${drawLadder(changed, style)}`,
      })
    })
}

/** What is in it is for the client to check, which names every wrong path. */
async function changeOf({ name, status, timeZone, from }: LadderFlags, io: Io): Promise<LadderPatchInput> {
  const written = await objectFrom(from, io, 'a change, for example `status: paused`')
  const change = {
    ...written,
    ...(name === undefined ? {} : { name }),
    ...(status === undefined ? {} : { status }),
    ...(timeZone === undefined ? {} : { timeZone }),
  }
  if (Object.keys(change).length > 0) return change as LadderPatchInput
  throw new UsageError('ladder update: name what to change: --name, --status, --time-zone or --from.')
}
