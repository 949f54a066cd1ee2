import { type Complete, type Command as Described, RootCommand, ShellCompDirective } from '@bomb.sh/tab'
import type { Argument, Command, Option } from 'commander'
import type { Io } from '../io.js'
import { valuesOf, type Word } from './words.js'

/**
 * Prints what could stand in place of the last word of a line (an empty one after a blank), in the form that the
 * shells' scripts read: a line for each, and last, after a colon, what the shell is to do.
 */
export async function complete(program: Command, words: readonly string[], io: Io): Promise<void> {
  const asked = askedFor(words).find((name) => valuesOf(name, words, io) !== undefined) ?? ''
  const values = valuesOf(asked, words, io)
  if (values === 'file' || values === 'folder') {
    io.stdout.write(`:${values === 'file' ? completeFiles : completeFolders}\n`)
    return
  }
  const found = await values?.()
  const root = new RootCommand()
  describeCommand(program, '', root, root, (name) => (name === asked ? found : undefined))
  root.parse([...words])
}

const { ShellCompDirectiveDefault: completeFiles, ShellCompDirectiveFilterDirs: completeFolders } =
  ShellCompDirective

/** What the last word may belong to: the option of `--option=`, or before it; else an argument of the command. */
function askedFor(words: readonly string[]): string[] {
  const [before = '', last = ''] = words.slice(-2)
  const command = words.find((word) => !word.startsWith('-')) ?? ''
  return last.startsWith('--') ? [last.replace(/=.*/, '')] : [before, command]
}

type Found = (name: string) => readonly Word[] | undefined

/** Tells the completion about a command, and all below it. */
function describeCommand(
  command: Command,
  path: string,
  at: Described,
  root: RootCommand,
  found: Found,
): void {
  const help = command.createHelp()
  const options = [...help.visibleOptions(command), ...help.visibleGlobalOptions(command)]
  for (const option of options) describeOption(option, at, found)
  for (const argument of command.registeredArguments) describeArgument(argument, path, at, found)
  for (const inner of help.visibleCommands(command)) {
    const innerPath = path === '' ? inner.name() : `${path} ${inner.name()}`
    describeCommand(inner, innerPath, root.command(innerPath, inner.description()), root, found)
  }
}

function describeOption(option: Option, at: Described, found: Found): void {
  const name = option.long?.slice(2)
  if (name === undefined) return
  const words = option.argChoices?.map((choice): Word => [choice, '']) ?? found(`--${name}`) ?? []
  const takesValue = option.required || option.optional
  if (takesValue) at.option(name, option.description, offering(words))
  else at.option(name, option.description)
}

function describeArgument(argument: Argument, path: string, at: Described, found: Found): void {
  const words = argument.argChoices?.map((choice): Word => [choice, '']) ?? found(path) ?? []
  at.argument(argument.name(), offering(words), argument.variadic)
}

function offering(words: readonly Word[]): (offer: Complete) => void {
  return (offer) => {
    for (const [word, meaning] of words) offer(word, meaning)
  }
}
