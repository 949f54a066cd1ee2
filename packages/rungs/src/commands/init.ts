import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { UsageError } from '../errors.js'
import type { Io } from '../io.js'
import { writeJson } from '../output/json.js'
import { type ConfigFormat, formats } from '../scaffold/config-formats.js'
import type { Globals } from './globals.js'
import { examples } from './run.js'

interface InitFlags extends Globals {
  format?: ConfigFormat
  baseUrl?: string
  force?: boolean
}

/** `rungs init` */
export function addInit(program: Command, io: Io): void {
  program
    .command('init')
    .description('write a rungs.config that names a provider; secrets stay in the environment')
    .addOption(new Option('--format <format>', 'what to write; yaml when absent').choices(formats))
    .option('--base-url <url>', "where the backend is, for example an emulator; the vendor's own when absent")
    .option('--force', 'replace the config of this name')
    .addHelpText(
      'after',
      `${examples('rungs init', 'rungs init --provider vinr --format ts', 'rungs init --provider vinr --base-url http://127.0.0.1:4010')}

Asks on a terminal for what no flag gives. All is written, or nothing; what is there stays without --force.
With --json nothing is asked: {"file","provider","format","variables":[...]}.`,
    )
    .action(async (_options: unknown, command: Command) => {
      const flags: InitFlags = command.optsWithGlobals()
      const { adapters, newConfig } = await import('../scaffold/new-config.js')
      const { writeConfig } = await import('../scaffold/write-config.js')
      const ask = flags.json === true ? undefined : io.ask
      const provider = flags.provider ?? (await chosen('Provider', adapters, undefined, ask))
      if (provider === undefined)
        throw new UsageError(`init: name one with --provider: ${adapters.join(', ')}. Nothing was written.`)
      const format = flags.format ?? (await chosen('Format', formats, 'yaml', ask)) ?? 'yaml'
      const { name, text, variables } = newConfig(provider, format, flags.baseUrl)
      const dir = resolve(io.cwd, flags.cwd ?? '.')
      const file = await writeConfig(dir, name, text, flags.force === true)
      if (flags.json === true) writeJson(io.stdout, { file, provider, format, variables })
      else io.stdout.write(nextSteps(file, variables))
    })
}

/** Asks until the answer is one of the words. `undefined` where nobody can be asked. */
async function chosen<Word extends string>(
  what: string,
  words: readonly Word[],
  byDefault: Word | undefined,
  ask: Io['ask'],
): Promise<Word | undefined> {
  while (ask !== undefined) {
    const hint = byDefault === undefined ? '' : ` [${byDefault}]`
    const answer = await ask(`${what} (${words.join(', ')})${hint}: `)
    if (answer === undefined) throw new UsageError('init: stopped. Nothing was written.')
    const word = answer.trim() === '' ? byDefault : words.find((known) => known === answer.trim())
    if (word !== undefined) return word
  }
  return undefined
}

function nextSteps(file: string, variables: readonly string[]): string {
  const set = variables.map((name) => `  export ${name}=...\n`).join('')
  return `${file} is written.

${set}  rungs doctor         says whether all is well
  rungs ladder get     shows the ladder
`
}
