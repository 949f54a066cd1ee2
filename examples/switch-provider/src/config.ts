import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Client, type Config, loadClient } from 'rungs'
import { parse } from 'yaml'

const home = new URL('..', import.meta.url)
const useLine = /^use:.*$/m

/** The text of the config file. */
export function readConfig(): Promise<string> {
  return readFile(new URL('rungs.config.yaml', home), 'utf8')
}

/** The same config with another provider in the one line that says which. */
export function withUse(config: string, provider: string): string {
  if (!useLine.test(config)) throw new Error('The config has no line `use: ...` to change.')
  return config.replace(useLine, `use: ${provider}`)
}

/** The lines in which two configs of as many lines differ, as `diff` shows them. */
export function diffOf(before: string, after: string): string {
  const [left, right] = [before.split('\n'), after.split('\n')]
  return left
    .flatMap((line, index) => (line === right[index] ? [] : [`-${line}`, `+${right[index]}`]))
    .join('\n')
}

/** The client that a config chooses. */
export function clientOf(config: string, env: Record<string, string>): Promise<Client> {
  const parsed: Config = parse(config)
  // Without the environment's RUNGS_USE: here it is the line that decides.
  return loadClient({ config: parsed, cwd: fileURLToPath(home), env })
}
