import type { ActivityInput } from '@rungs/model'
import { type Command, Option } from 'commander'
import type { Io } from '../io.js'
import { examples, run } from './run.js'

const types = [
  'earn',
  'redeem',
  'adjust',
  'expire',
  'refund',
  'purchase',
  'visit',
  'counter',
  'touch',
] as const

/** The fields of all activities; which of them belong together is for the client to check. */
interface ActivityFlags {
  type: (typeof types)[number]
  points?: string
  spend?: string
  counter?: string
  add?: string
  set?: string
  at?: string
}

/** `rungs members record` */
export function addMembersRecord(members: Command, io: Io): void {
  members
    .command('record')
    .description('record something that a member did')
    .argument('<member>', "the provider's id of the member")
    .addOption(new Option('--type <type>', 'what happened').choices(types).default('earn'))
    .option('--points <amount>', 'of earn, redeem, expire and refund; signed for adjust')
    .option('--spend <amount>', 'of purchase')
    .option('--counter <name>', 'of counter, with --add or --set')
    .option('--add <amount>', 'what the counter goes up by')
    .option('--set <amount>', 'what the counter becomes')
    .option('--at <time>', 'RFC 3339; now when not given')
    .addHelpText(
      'after',
      examples(
        'rungs members record la_4Kp9bQ --points 500',
        'rungs members record la_4Kp9bQ --type redeem --points 200',
      ),
    )
    .action(async (memberId: string, flags: ActivityFlags, command: Command) => {
      await run(command, io, {
        ask: (client) => client.members.record(memberId, activityOf(flags)),
        show: ({ id, at }, { clean }) =>
          `recorded ${flags.type} at ${at}${id === undefined ? '' : ` as ${clean(id)}`}\n`,
      })
    })
}

function activityOf({ type, points, spend, counter, add, set, at }: ActivityFlags): ActivityInput {
  const given = { type, points, spend, counter, add, set, at }
  return given as ActivityInput
}
