import { Argument, type Command } from 'commander'
import { type Shell, shells } from '../completion/script.js'
import type { Io } from '../io.js'
import { examples } from './run.js'

/** `rungs completion`, and the hidden `rungs complete` that its scripts call. */
export function addCompletion(program: Command, io: Io): void {
  program
    .command('completion')
    .description('the script by which a shell completes commands, options and values')
    .addArgument(new Argument('<shell>', 'which one').choices(shells))
    .addHelpText(
      'after',
      `${examples(
        'rungs completion fish > ~/.config/fish/completions/rungs.fish',
        "echo 'source <(rungs completion bash)' >> ~/.bashrc",
        "echo 'source <(rungs completion zsh)' >> ~/.zshrc",
        'rungs completion powershell >> $PROFILE',
      )}

In zsh after compinit. Providers are those of a config that is YAML or JSON; one that is a program is not run for it.`,
    )
    .action(async (shell: Shell) => {
      const { printScript } = await import('../completion/script.js')
      printScript(shell, io)
    })
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .action(async (words: string[]) => {
      const { complete } = await import('../completion/complete.js')
      await complete(program, words, io)
    })
}
