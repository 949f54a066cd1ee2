import type { Capability, CapabilityKey } from '@rungs/model'
import type { Command } from 'commander'
import { allCapabilities, capabilitiesOf, isChosen } from '../client.js'
import { UsageError } from '../errors.js'
import { type Io, styleOf } from '../io.js'
import { writeJson } from '../output/json.js'
import { cleanLines } from '../output/words.js'
import type { Globals } from './globals.js'
import { examples } from './run.js'

/** `rungs capabilities` */
export function addCapabilities(program: Command, io: Io): void {
  program
    .command('capabilities')
    .description(
      'what the provider can do: native, emulated (how), or unsupported (why). Without a config, a table of all providers',
    )
    .option('--all', 'all providers side by side, also where there is a config; takes no account')
    .addHelpText(
      'after',
      examples('rungs capabilities', 'rungs capabilities --provider vinr', 'rungs capabilities --all --json'),
    )
    .action(async ({ all = false }: { all?: boolean }, command: Command) => {
      const globals: Globals = command.optsWithGlobals()
      if (all && globals.provider !== undefined)
        throw new UsageError('--all: it shows every provider; leave --provider out')
      if (all || !isChosen(globals, io)) return compare(globals, io)
      await tell(globals, io)
    })
}

/** Prints what the chosen provider can do, with its settings where it has any. */
async function tell(globals: Globals, io: Io): Promise<void> {
  const { provider, capabilities, missing } = await capabilitiesOf(globals, io)
  if (globals.json === true) {
    const settings = missing === undefined ? {} : { settings: 'default' }
    writeJson(io.stdout, { provider, capabilities, ...settings })
    return
  }
  if (missing !== undefined)
    io.stderr.write(cleanLines(`note: with the default settings, for here: ${missing}\n`))
  const { drawTable } = await import('../output/index.js')
  const rows = Object.entries(capabilities).map(([key, found]) => [key, found.support, remarkOf(found)])
  const style = styleOf(io.stdout, io, globals.ascii)
  io.stdout.write(drawTable(['capability', 'support', 'remark'], rows, style))
}

function remarkOf(capability: Capability): string {
  return capability.support === 'unsupported' ? capability.reason : (capability.note ?? '')
}

/** Prints what all providers can do, in a table that is narrow enough for any terminal. */
async function compare({ json }: Globals, { stdout }: Io): Promise<void> {
  const all = await allCapabilities()
  if (json === true) {
    writeJson(stdout, all)
    return
  }
  const { drawTable } = await import('../output/index.js')
  const rows = Object.keys(all[0]?.capabilities ?? {}).map((key) => [
    key,
    ...all.map(({ capabilities }) => words[capabilities[key as CapabilityKey].support]),
  ])
  stdout.write(drawTable(['capability', ...all.map(({ provider }) => provider)], rows))
  stdout.write('How, and why not: rungs capabilities --provider NAME, or --json\n')
}

const words = { native: 'native', emulated: 'emulated', unsupported: 'no' }
