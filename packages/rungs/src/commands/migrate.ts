import type { Client, Migration } from '@rungs/client'
import type { Ladder } from '@rungs/model'
import type { Command } from 'commander'
import { clientFor } from '../client.js'
import { type Io, styleOf } from '../io.js'
import { writeJson } from '../output/json.js'
import { type Globals, lossOption } from './globals.js'
import { examples, placing } from './run.js'

interface MigrateFlags extends Globals {
  from: string
  to: string
  yes?: true
}

interface Ends {
  from: Ladder
  to: Client
}

/** `rungs migrate` */
export function addMigrate(program: Command, io: Io): void {
  program
    .command('migrate')
    .description(
      'bring the ladder of one provider to another: shows what would become of it, and writes when told to',
    )
    .requiredOption('--from <provider>', 'the provider whose ladder is read')
    .requiredOption(
      '--to <provider>',
      'the provider that it is written to; tiers of the same key or name are changed',
    )
    .option('--yes', 'write, without being asked')
    .addOption(lossOption())
    .addHelpText(
      'after',
      `${examples('rungs migrate --from local --to live', 'rungs migrate --from local --to live --yes', 'rungs migrate --from local --to live --yes --on-loss report --json')}

Without --yes nothing is written unless somebody on a terminal says so. It can be repeated after any cut. Members stay
where they are. With --json: {"written","to","settings","tiers":[...],"losses":[{"path","reason"}]}.`,
    )
    .action(async (_flags: unknown, command: Command) => {
      const flags: MigrateFlags = command.optsWithGlobals()
      const from = await ladderOf(flags, io)
      const to = await clientFor({ ...flags, provider: flags.to }, io)
      const task = (): Promise<void> => migrate({ from, to }, flags, io)
      await placing(task, { ...flags, provider: flags.to }, io).finally(() => to.close())
    })
}

async function ladderOf(flags: MigrateFlags, io: Io): Promise<Ladder> {
  const choice = { ...flags, provider: flags.from }
  const from = await clientFor(choice, io)
  return placing(() => from.ladder.get(), choice, io).finally(() => from.close())
}

async function migrate(ends: Ends, flags: MigrateFlags, io: Io): Promise<void> {
  const { migrateLadder, previewMigration } = await import('@rungs/client')
  const agreed = flags.yes === true
  if (!agreed) {
    const expected = await previewMigration(ends)
    if (flags.json === true) return writeJson(io.stdout, { written: false, ...expected })
    await show(expected, false, flags, io)
    if (!(await confirmed(expected, flags, io))) {
      io.stdout.write('Nothing was written.\n')
      return
    }
  }
  if (io.stderr.isTTY === true) io.stderr.write(`writing to ${flags.to} ...\n`)
  // On a terminal the losses have been seen, and agreed to.
  const onLoss = flags.onLoss ?? (agreed ? 'reject' : 'report')
  const done = await migrateLadder({ ...ends, onLoss })
  if (flags.json === true) writeJson(io.stdout, { written: true, ...done })
  else await show(done, true, flags, io)
}

async function confirmed({ losses }: Migration, { onLoss, to }: MigrateFlags, io: Io): Promise<boolean> {
  if (onLoss === 'reject' && losses.length > 0) return false
  if (io.ask === undefined) {
    io.stdout.write('To write it: --yes, and --on-loss report where something is lost.\n')
    return false
  }
  const without = losses.length === 0 ? '' : `, without the ${losses.length} above`
  return (await io.ask(`Write it to ${to}${without}? (yes, no) [no]: `))?.trim() === 'yes'
}

async function show(found: Migration, written: boolean, { ascii }: Globals, io: Io): Promise<void> {
  const { drawTable } = await import('../output/index.js')
  const style = styleOf(io.stdout, io, ascii)
  const tiers = found.tiers.map(({ from, to, outcome, error }) => [
    from.name,
    written || outcome === 'refused' ? outcome : { created: 'create', updated: 'update' }[outcome],
    to?.id ?? '',
    error?.message ?? '',
  ])
  const losses = found.losses.map(({ path, reason }) => [path, reason])
  const none = `Nothing ${written ? 'was' : 'would be'} lost.\n`
  io.stdout.write(
    `${drawTable(['tier', written ? 'done' : 'to do', 'id', ''], tiers, style)}\n` +
      (losses.length === 0
        ? none
        : drawTable([written ? 'lost' : 'would be lost', 'because'], losses, style)),
  )
}
