import { type Command, Option } from 'commander'
import type { ClientChoice } from '../client.js'
import { UsageError } from '../errors.js'

/** The options that every command takes. */
export interface Globals extends ClientChoice {
  json?: boolean
  ascii?: boolean
}

/** A whole number of an option's text. @throws UsageError naming the option and its range. */
export function wholeNumber(option: string, from: number, to: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
    if (value >= from && value <= to) return value
    throw new UsageError(`${option}: expected a whole number from ${from} to ${to}, got '${text}'`)
  }
}

/** Declares the options that every command takes. */
export function addGlobals(program: Command): Command {
  return program
    .option(
      '--provider <name>',
      'which provider to use; wins over RUNGS_USE and over `use` in the config. Without a config: memory, capillary, scrip, vinr or wix',
    )
    .option('--cwd <dir>', 'where to begin the search for rungs.config.{ts,js,json,yaml}, going up')
    .option('--json', 'one JSON document on stdout; errors as JSON on stderr')
    .option('--ascii', 'no box drawing, also on a terminal')
    .option(
      '--timeout <ms>',
      'milliseconds after which a call has settled',
      wholeNumber('--timeout', 1, 3_600_000),
    )
    .option('--retries <n>', 'how often a failed request is repeated', wholeNumber('--retries', 0, 20))
}

/** What to do with what the provider cannot hold; of commands that write tiers or settings. */
export function lossOption(): Option {
  const text =
    'what the provider cannot hold: reject writes nothing at all, the default; report goes on without it, and names it'
  return new Option('--on-loss <policy>', text).choices(['reject', 'report'])
}
