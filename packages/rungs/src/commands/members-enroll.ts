import type { Command } from 'commander'
import type { Io } from '../io.js'
import { examples, run } from './run.js'

/** `rungs members enroll` */
export function addMembersEnroll(members: Command, io: Io): void {
  members
    .command('enroll')
    .description('make a member known to the loyalty program; does nothing when it is already')
    .argument('<member>', "the provider's id of the member")
    .option('--since <time>', 'RFC 3339; now when not given')
    .addHelpText(
      'after',
      examples('rungs members enroll cus_7Hq2', 'rungs members enroll ada --provider memory'),
    )
    .action(async (memberId: string, { since }: { since?: string }, command: Command) => {
      await run(command, io, {
        ask: (client) => client.members.enroll(memberId, since === undefined ? {} : { since }),
        show: (standing, { drawStanding }, style) => drawStanding(standing, style),
      })
    })
}
