import type { Command } from 'commander'
import type { Io } from '../io.js'
import { examples, run } from './run.js'

/** `rungs ladder get` */
export function addLadderGet(ladder: Command, io: Io): void {
  ladder
    .command('get')
    .description('the ladder as a whole, as a picture')
    .addHelpText('after', examples('rungs ladder get', 'rungs ladder get --ascii', 'rungs ladder get --json'))
    .action(async (_options: unknown, command: Command) => {
      await run(command, io, {
        ask: (client) => client.ladder.get(),
        show: (found, { drawLadder, ladderText }, style) =>
          `${ladderText(found)}\n\n${drawLadder(found, style)}`,
      })
    })
}
