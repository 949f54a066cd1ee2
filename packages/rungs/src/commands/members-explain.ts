import type { Command } from 'commander'
import type { Io } from '../io.js'
import { examples, run } from './run.js'

/** `rungs members explain` */
export function addMembersExplain(members: Command, io: Io): void {
  members
    .command('explain')
    .description('why a member holds their tier, and what is missing for each of the others')
    .argument('<member>', "the provider's id of the member")
    .option('--at <time>', 'RFC 3339; now when not given')
    .addHelpText(
      'after',
      examples('rungs members explain la_4Kp9bQ', 'rungs members explain ada --at 2026-03-01T00:00:00Z'),
    )
    .action(async (memberId: string, { at }: { at?: string }, command: Command) => {
      await run(command, io, {
        ask: (client) => client.members.explain(memberId, at === undefined ? {} : { at }),
        show: (explanation, { drawExplanation }, style) => drawExplanation(explanation, style),
      })
    })
}
