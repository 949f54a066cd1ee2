import type { Assignment } from '@rungs/model'
import type { Command } from 'commander'
import { UsageError } from '../errors.js'
import type { Io } from '../io.js'
import { examples, run } from './run.js'

interface AssignFlags {
  base?: boolean
  until?: string
}

/** `rungs members assign` */
export function addMembersAssign(members: Command, io: Io): void {
  members
    .command('assign')
    .description('give a member a tier by hand; how long it holds is for the provider to say')
    .argument('<member>', "the provider's id of the member")
    .argument('[tier]', "the provider's id of the tier")
    .option('--base', 'the base tier, in place of one of the ladder')
    .option('--until <time>', 'RFC 3339; when it ends')
    .addHelpText(
      'after',
      examples(
        'rungs members assign la_4Kp9bQ tier_gold',
        'rungs members assign ada gold --until 2027-01-01T00:00:00Z',
        'rungs members assign ada --base',
      ),
    )
    .action(async (memberId: string, tier: string | undefined, flags: AssignFlags, command: Command) => {
      const assignment = assignmentOf(tier, flags)
      await run(command, io, {
        ask: (client) => client.members.assign(memberId, assignment),
        show: (standing, { drawStanding }, style) => drawStanding(standing, style),
      })
    })
}

function assignmentOf(tier: string | undefined, { base = false, until }: AssignFlags): Assignment {
  if ((tier === undefined) !== base)
    throw new UsageError('members assign: name the id of a tier, or give --base for the base tier.')
  return { tier: tier ?? null, ...(until === undefined ? {} : { until }) }
}
