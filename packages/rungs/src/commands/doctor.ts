import type { Command } from 'commander'
import pc from 'picocolors'
import type { Check, Diagnosis } from '../doctor/check.js'
import { Reported } from '../errors.js'
import { type Io, styleOf } from '../io.js'
import { writeJson } from '../output/json.js'
import type { Style } from '../output/style.js'
import { clean } from '../output/words.js'
import type { Globals } from './globals.js'
import { examples } from './run.js'

/** `rungs doctor` */
export function addDoctor(program: Command, io: Io): void {
  program
    .command('doctor')
    .description(
      'what stands in the way: Node, versions, config, adapter, settings, host, credentials, clock',
    )
    .addHelpText(
      'after',
      `${examples('rungs doctor', 'rungs doctor --provider vinr', 'rungs doctor --json')}

Sends one read at most, and changes nothing. Ends with 0 when nothing failed.
With --json: {"ok","checks":[{"check","status":"ok|warn|fail","found","advice"}],"notChecked":[...]}.`,
    )
    .action(async (_options: unknown, command: Command) => {
      const globals: Globals = command.optsWithGlobals()
      const { diagnose } = await import('../doctor/diagnose.js')
      const { exitCode, ...diagnosis } = await diagnose(globals, io)
      if (globals.json === true) writeJson(io.stdout, diagnosis)
      else io.stdout.write(textOf(diagnosis, styleOf(io.stdout, io, globals.ascii)))
      if (exitCode !== 0) throw new Reported(exitCode)
    })
}

function textOf({ checks, notChecked }: Omit<Diagnosis, 'exitCode'>, style: Style): string {
  const colors = pc.createColors(style.color === true)
  const paint = { ok: colors.green, warn: colors.yellow, fail: colors.red }
  const lines = checks.flatMap(({ check, status, found, advice }: Check) => [
    `${paint[status](status.padEnd(4))}  ${check.padEnd(11)}  ${clean(found)}`,
    ...(advice === undefined ? [] : [`${' '.repeat(19)}${colors.bold('to do:')} ${clean(advice)}`]),
  ])
  const left = notChecked.length === 0 ? [] : [`not checked: ${notChecked.join(', ')}`]
  return `${[...lines, ...left].join('\n')}\n`
}
