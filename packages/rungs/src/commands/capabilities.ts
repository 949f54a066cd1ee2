import type { Capability } from '@rungs/model'
import type { Command } from 'commander'
import type { Io } from '../io.js'
import { examples, run } from './run.js'

/** `rungs capabilities` */
export function addCapabilities(program: Command, io: Io): void {
  program
    .command('capabilities')
    .description('what the provider can do: native, emulated (how), or unsupported (why)')
    .addHelpText('after', examples('rungs capabilities --provider vinr', 'rungs capabilities --json'))
    .action(async (_options: unknown, command: Command) => {
      await run(command, io, {
        ask: async ({ provider, capabilities }) => ({ provider, capabilities }),
        show: ({ capabilities }, { drawTable }, style) => {
          const rows = Object.entries(capabilities).map(([key, found]) => [
            key,
            found.support,
            remarkOf(found),
          ])
          return drawTable(['capability', 'support', 'remark'], rows, style)
        },
      })
    })
}

function remarkOf(capability: Capability): string {
  return capability.support === 'unsupported' ? capability.reason : (capability.note ?? '')
}
