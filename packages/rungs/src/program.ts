import { Command, CommanderError, Help } from 'commander'
import { addAdapterNew } from './commands/adapter-new.js'
import { addCapabilities } from './commands/capabilities.js'
import { addCompletion } from './commands/completion.js'
import { addDoctor } from './commands/doctor.js'
import { addEmulate } from './commands/emulate.js'
import { addGlobals } from './commands/globals.js'
import { addInit } from './commands/init.js'
import { addLadderGet } from './commands/ladder-get.js'
import { addLadderUpdate } from './commands/ladder-update.js'
import { addMembersAssign } from './commands/members-assign.js'
import { addMembersEnroll } from './commands/members-enroll.js'
import { addMembersExplain } from './commands/members-explain.js'
import { addMembersHistory } from './commands/members-history.js'
import { addMembersRecord } from './commands/members-record.js'
import { addMembersStanding } from './commands/members-standing.js'
import { addMigrate } from './commands/migrate.js'
import { examples } from './commands/run.js'
import { addTiersCreate } from './commands/tiers-create.js'
import { addTiersDelete } from './commands/tiers-delete.js'
import { addTiersGet } from './commands/tiers-get.js'
import { addTiersList } from './commands/tiers-list.js'
import { addTiersUpdate } from './commands/tiers-update.js'
import { addWorkflow } from './commands/workflow.js'
import { exitCode, exitCodeOf, Reported, reportError, UsageError } from './errors.js'
import type { Io, Sink } from './io.js'
import { ownManifest } from './manifest.js'

const notes = `
A config names the providers (rungs.config.yaml; rungs init writes one):
  use: vinr
  providers:
    vinr: { adapter: vinr, options: { apiKey: { env: VINR_SECRET_KEY } } }
Without one, --provider memory, capillary, scrip, vinr or wix takes its
settings from the environment.
Memory keeps nothing from one command to the next.

Exit codes: 0 done; 1 the operation failed; 2 what you can mend: usage, config,
input, a refused key, no connection. RUNGS_DEBUG=1 adds the stack to errors;
NO_COLOR=1 takes the colours away.`

const usualWidth = 80

function helpWidth({ isTTY, columns }: Sink): number {
  return isTTY === true && columns !== undefined ? columns : usualWidth
}

/** A line of help; on a narrow terminal the description stands below what it describes. */
function formatItem(term: string, termWidth: number, description: string, helper: Help): string {
  const width = helper.helpWidth ?? usualWidth
  if (description === '' || width - termWidth >= 30)
    return Help.prototype.formatItem.call(helper, term, termWidth, description, helper)
  const lines = helper.boxWrap(description, Math.max(20, width - 6)).split('\n')
  return [`  ${term}`, ...lines.map((line) => `      ${line}`)].join('\n')
}

/**
 * Runs one command line (without the names of node and script) to its end.
 * @returns the exit code: 0 done, 1 the operation failed, 2 usage, configuration or invalid input. Never throws.
 */
export async function main(args: readonly string[], io: Io): Promise<number> {
  const json = args.includes('--json')
  try {
    await programFor(io, json).parseAsync(args, { from: 'user' })
    return exitCode.ok
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCode.ok
    if (error instanceof Reported) return error.exitCode
    const told = error instanceof CommanderError ? new UsageError(usageText(error)) : error
    // For people, commander has already said it.
    if (json || told === error) reportError(told, io, json)
    return exitCodeOf(told)
  }
}

function programFor(io: Io, json: boolean): Command {
  const program = new Command('rungs')
    .description('Loyalty tiers, whichever backend runs them.')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true, minWidthToWrap: 20, formatItem })
    .showHelpAfterError('(--help shows what there is)')
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => (json ? undefined : io.stderr.write(text)),
      getOutHelpWidth: () => helpWidth(io.stdout),
      getErrHelpWidth: () => helpWidth(io.stderr),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .version(ownManifest().version, '--version', 'the version of rungs')
  addGlobals(program)
    .addHelpText(
      'after',
      examples('rungs emulate vinr', 'rungs tiers list --provider vinr', 'rungs ladder get --json'),
    )
    .addHelpText('after', notes)
  addInit(program, io)
  addDoctor(program, io)
  addEmulate(program, io)
  addGroups(program, io)
  addMigrate(program, io)
  addCapabilities(program, io)
  const adapter = program
    .command('adapter')
    .description('adapters for backends that Rungs has none for')
    .addHelpText('after', examples('rungs adapter new acme'))
  addAdapterNew(adapter, io, ownManifest().version)
  addCompletion(program, io)
  return program
}

function addGroups(program: Command, io: Io): void {
  const tiers = program
    .command('tiers')
    .description('the steps of the ladder')
    .addHelpText(
      'after',
      examples('rungs tiers list', 'rungs tiers get tier_gold', 'rungs tiers create --help'),
    )
  addTiersList(tiers, io)
  addTiersGet(tiers, io)
  addTiersCreate(tiers, io)
  addTiersUpdate(tiers, io)
  addTiersDelete(tiers, io)
  const ladder = program
    .command('ladder')
    .description('the ladder as a whole')
    .addHelpText('after', examples('rungs ladder get', 'rungs ladder update --status paused'))
  addLadderGet(ladder, io)
  addLadderUpdate(ladder, io)
  addWorkflow(program, io)
  const members = program
    .command('members')
    .description('who holds which tier')
    .addHelpText('after', examples('rungs members standing la_4Kp9bQ', 'rungs members record --help'))
  addMembersStanding(members, io)
  addMembersExplain(members, io)
  addMembersHistory(members, io)
  addMembersEnroll(members, io)
  addMembersAssign(members, io)
  addMembersRecord(members, io)
}

function usageText(error: CommanderError): string {
  if (error.code === 'commander.help') return 'Name a command: --help shows what there is.'
  return error.message.replace(/^error: /, '')
}
