import type { Seed, SwitchInfo, Vendor } from '@rungs/emulators'
import { type Command, Option } from 'commander'
import { UsageError } from '../errors.js'
import { type Io, styleOf } from '../io.js'
import { writeJson } from '../output/json.js'
import { type Behaviour, setBehaviour } from './emulate-behaviour.js'
import { variablesFor } from './emulate-variables.js'
import { type Globals, wholeNumber } from './globals.js'
import { examples } from './run.js'
import { collect } from './tier-input.js'

type Emulators = typeof import('@rungs/emulators')
type Ready = Awaited<ReturnType<Emulators['emulate']>>['ready']

interface EmulateFlags extends Behaviour {
  port: number
  seed: Seed
  record?: string
  listSwitches?: true | string
}

/** `rungs emulate` */
export function addEmulate(program: Command, io: Io): void {
  program
    .command('emulate')
    .description(
      "serve stand-ins for vendors' APIs on 127.0.0.1, each on an origin of its own, until SIGINT or SIGTERM",
    )
    .argument('[vendor...]', 'which ones, for example vinr')
    .option(
      '--port <n>',
      'the first gets this port, the next n + 1, ...; 0: free ones',
      wholeNumber('--port', 0, 65_535),
      0,
    )
    .addOption(
      new Option('--seed <state>', 'what they start with')
        .choices(['documented', 'empty'])
        .default('documented'),
    )
    .option(
      '--record <file>',
      'write every exchange there as HAR 1.2, without credentials; a file that is there is replaced',
    )
    .option(
      '--switch <name=value>',
      "sets what the vendor's pages leave open; vendor.name=value with several; may be given again",
      collect,
    )
    .option(
      '--fault <kind>',
      'plans a failure: a kind, and more after commas, such as html,times=9,path=/v1; may be given again',
      collect,
    )
    .option('--list-switches [vendor]', "show the switches for what the vendor's pages leave open, and end")
    .addHelpText(
      'after',
      `${examples('rungs emulate vinr', 'rungs emulate vinr --port 4010 --seed empty', 'rungs emulate vinr --json', 'rungs emulate vinr scrip --record traffic.har', 'rungs emulate vinr --fault lost_reply,method=POST', 'rungs emulate --list-switches vinr')}

With --json one line is printed once all are listening: {"vinr":{"url":"http://...","headers":{...}}}.`,
    )
    .action(async (names: string[], flags: EmulateFlags, command: Command) => {
      const globals: Globals = command.optsWithGlobals()
      const emulators = await import('@rungs/emulators')
      if (flags.listSwitches === undefined) return serve(emulators, names, flags, globals, io)
      const asked = typeof flags.listSwitches === 'string' ? [flags.listSwitches, ...names] : names
      await listSwitches(emulators, asked, globals, io)
    })
}

async function serve(
  emulators: Emulators,
  names: readonly string[],
  { port, seed, record, ...behaviour }: EmulateFlags,
  { json }: Globals,
  io: Io,
): Promise<void> {
  const vendors = knownVendors(emulators, names)
  if (vendors.length === 0)
    throw new UsageError(`emulate: name at least one vendor of ${emulators.vendors.join(', ')}`)
  // From here on, so that a signal during the start is not lost either.
  const stopped = new Promise<void>((resolve) => io.onStop(resolve))
  const running = await emulators.emulate({
    vendors,
    port,
    seed,
    ...(record === undefined ? {} : { record }),
  })
  try {
    setBehaviour(running.emulators, behaviour)
    if (json === true) writeJson(io.stdout, running.ready)
    else io.stdout.write(readyText(running.ready))
    await stopped
  } finally {
    await running.close()
  }
}

function readyText(ready: Ready): string {
  const blocks = Object.entries(ready).map(([vendor, at]) => {
    const headers = Object.entries(at.headers).map(([name, value]) => `  ${name}: ${value}\n`)
    const variables = Object.entries(variablesFor(vendor, at)).map(
      ([name, value]) => `  export ${name}=${value}\n`,
    )
    return `${vendor}  ${at.url}\n${headers.join('')}\n${variables.join('')}  rungs ladder get --provider ${vendor}\n\n`
  })
  return `${blocks.join('')}Ready. Ctrl+C ends it.\n`
}

async function listSwitches(
  { switchesOf, ...emulators }: Emulators,
  names: readonly string[],
  { json, ascii }: Globals,
  io: Io,
): Promise<void> {
  const chosen = names.length === 0 ? emulators.vendors : knownVendors(emulators, names)
  const found = chosen.map((vendor) => [vendor, switchesOf(vendor)] as const)
  if (json === true) {
    writeJson(io.stdout, Object.fromEntries(found))
    return
  }
  const { drawTable } = await import('../output/index.js')
  const rows = found.flatMap(([vendor, switches]) => switches.map((item) => switchRow(vendor, item)))
  const style = styleOf(io.stdout, io, ascii)
  io.stdout.write(drawTable(['vendor', 'switch', 'default', 'takes', 'what it decides'], rows, style))
}

function switchRow(vendor: string, { name, default: value, allowed, meaning }: SwitchInfo): string[] {
  const takes = 'from' in allowed ? `${allowed.from} to ${allowed.to}` : allowed.map(String).join(', ')
  return [vendor, name, String(value), takes, meaning]
}

function knownVendors({ vendors }: Pick<Emulators, 'vendors'>, names: readonly string[]): Vendor[] {
  return names.map((name) => {
    const known = vendors.find((vendor) => vendor === name)
    if (known !== undefined) return known
    throw new UsageError(`emulate: there is no emulator of '${name}'; there are ${vendors.join(', ')}`)
  })
}
