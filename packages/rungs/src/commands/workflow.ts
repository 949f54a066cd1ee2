import type { Client } from '@rungs/client'
import type { Tier } from '@rungs/model'
import type { Command } from 'commander'
import type { Io } from '../io.js'
import { examples, run } from './run.js'
import { tierTable } from './tier-view.js'

interface Step {
  name: 'submit' | 'approve' | 'reject' | 'publish'
  description: string
  /** Whether the reviewer may say something. */
  comments?: true
}

const steps: readonly Step[] = [
  { name: 'submit', description: 'put a draft before the reviewers' },
  { name: 'approve', description: 'let a tier count that was submitted', comments: true },
  { name: 'reject', description: 'send a tier back that was submitted', comments: true },
  { name: 'publish', description: 'take a draft all the way; can be called again after any cut' },
]

/** `rungs workflow submit`, `approve`, `reject` and `publish` */
export function addWorkflow(program: Command, io: Io): void {
  const workflow = program
    .command('workflow')
    .description('the review of tiers, where the provider has one')
    .addHelpText('after', examples('rungs workflow publish 3001', 'rungs workflow reject --help'))
  for (const step of steps) addStep(workflow, io, step)
}

function addStep(workflow: Command, io: Io, { name, description, comments }: Step): void {
  const command = workflow
    .command(name)
    .description(description)
    .argument('<id>', "the provider's id of the tier")
  const commented = comments === true ? [` --comment 'as agreed'`] : []
  if (comments === true) command.option('--comment <text>', 'why; kept where the provider keeps it')
  command
    .addHelpText(
      'after',
      examples(`rungs workflow ${name} 3001`, `rungs workflow ${name} 3001${commented.join('')} --json`),
    )
    .action(async (id: string, { comment }: { comment?: string }, self: Command) => {
      await run(self, io, {
        ask: (client) => taken(client, name, id, comment),
        show: (tier, drawing, style) => tierTable([tier], drawing, style),
      })
    })
}

function taken(client: Client, name: Step['name'], id: string, comment?: string): Promise<Tier> {
  const { workflow } = client
  const said = comment === undefined ? {} : { comment }
  if (name === 'approve' || name === 'reject') return workflow[name](id, said)
  return workflow[name](id)
}
