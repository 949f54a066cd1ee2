import type { Command } from 'commander'
import type { Io } from '../io.js'
import { examples, run } from './run.js'

/** `rungs members standing` */
export function addMembersStanding(members: Command, io: Io): void {
  members
    .command('standing')
    .description('the tier that a member holds, since when, and what is missing for the next')
    .argument('<member>', "the provider's id of the member")
    .addHelpText(
      'after',
      examples('rungs members standing la_4Kp9bQ', 'rungs members standing la_4Kp9bQ --json'),
    )
    .action(async (memberId: string, _options: unknown, command: Command) => {
      await run(command, io, {
        ask: (client) => client.members.standing(memberId),
        show: (standing, { drawStanding }, style) => drawStanding(standing, style),
      })
    })
}
