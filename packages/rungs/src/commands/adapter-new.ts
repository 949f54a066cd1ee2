import { relative, resolve } from 'node:path'
import type { Command } from 'commander'
import type { Io } from '../io.js'
import { writeJson } from '../output/json.js'
import type { WrittenAdapter } from '../scaffold/new-adapter.js'
import type { Globals } from './globals.js'
import { examples } from './run.js'

interface AdapterNewFlags {
  dir?: string
  package?: string
}

/** `rungs adapter new` */
export function addAdapterNew(adapter: Command, io: Io, version: string): void {
  adapter
    .command('new')
    .description(
      'start an adapter for a backend: a package whose contract suite runs, and says what to build',
    )
    .argument('<name>', "the provider's name: lower case letters and digits, for example acme")
    .option('--dir <path>', 'the folder to make, new or empty; ./<name> when absent')
    .option(
      '--package <name>',
      'the npm package; rungs-<name> when absent, @rungs/<name> in a checkout of Rungs',
    )
    .addHelpText(
      'after',
      `${examples('rungs adapter new acme', 'rungs adapter new acme --dir packages/acme', 'rungs adapter new acme --package @shop/rungs-acme --json')}

All files are written, or none; nothing that is there is written over.
With --json: {"name","package","dir","inCheckout","files":[...]}.`,
    )
    .action(async (name: string, flags: AdapterNewFlags, command: Command) => {
      const { json, cwd = '.' }: Globals = command.optsWithGlobals()
      const { newAdapter } = await import('../scaffold/new-adapter.js')
      const from = resolve(io.cwd, cwd)
      const dir = resolve(from, flags.dir ?? name)
      const written = await newAdapter({ name, packageName: flags.package, dir, version })
      if (json === true) writeJson(io.stdout, written)
      else io.stdout.write(textOf(written, relative(from, dir) || '.'))
    })
}

function textOf({ package: packageName, inCheckout, files }: WrittenAdapter, dir: string): string {
  const install = inCheckout ? 'npx pnpm install' : 'npm install'
  const wiring = inCheckout
    ? '\nkonsistent.json and .dependency-cruiser.cjs list the adapters of this repository: add it there once it is green.\n'
    : ''
  return `${packageName} is in ${dir}, ${files.length} files.

  cd ${dir}
  ${install}
  npm test         the contract suite: red, with what to build
  npm run next     only the next thing to build
${wiring}`
}
