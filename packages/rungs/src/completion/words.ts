import { resolve } from 'node:path'
import { namesIn, nearestConfigs } from '../config-files.js'
import type { Io } from '../io.js'

/** A word to complete, and what it means. */
export type Word = readonly [word: string, meaning: string]

/** Where the words of an option or argument come from; loaded only when they are asked for. */
type Source = () => Promise<readonly Word[]>

/** What a value is, where it is no word of a list that the command line itself declares. */
export type Values = Source | 'file' | 'folder'

/** The values of an option, by its long name, or of a command's argument, by the command's words. */
export function valuesOf(name: string, words: readonly string[], io: Io): Values | undefined {
  const providers: Source = () => providerNames(words, io)
  const byName: Readonly<Record<string, Values>> = {
    '--provider': words[0] === 'init' ? adapterNames : providers,
    '--cwd': 'folder',
    '--dir': 'folder',
    '--from': words[0] === 'migrate' ? providers : 'file',
    '--to': providers,
    '--record': 'file',
    '--list-switches': emulatorNames,
    '--switch': () => switchValues(words),
    '--fault': faultKindNames,
    emulate: emulatorNames,
  }
  return Object.hasOwn(byName, name) ? byName[name] : undefined
}

async function adapterNames(): Promise<Word[]> {
  const { adapters } = await import('../scaffold/new-config.js')
  return adapters.map((name) => [name, 'an adapter of Rungs'])
}

async function emulatorNames(): Promise<Word[]> {
  const { vendors } = await import('@rungs/emulators')
  return vendors.map((name) => [name, 'an emulator'])
}

async function faultKindNames(): Promise<Word[]> {
  return Object.entries((await import('../commands/emulate-behaviour.js')).faultKinds)
}

/** Each switch with each value that it takes, of the emulators named on the line, or of all. */
async function switchValues(words: readonly string[]): Promise<Word[]> {
  const { switchesOf, vendors } = await import('@rungs/emulators')
  const named = vendors.filter((vendor) => words.includes(vendor))
  const of = named.length === 0 ? vendors : named
  return of.flatMap((vendor) =>
    switchesOf(vendor).flatMap(({ name, allowed, default: value, meaning }) => {
      const place = of.length === 1 ? '' : `${vendor}.`
      const choices = 'from' in allowed ? [value] : allowed
      return choices.map((choice): Word => [`${place}${name}=${choice}`, meaning])
    }),
  )
}

/**
 * The providers of the nearest config that is data, else the adapters that come with the command. A config that is a
 * program is not run for this: nobody expects the Tab key to run what lies in a folder.
 */
async function providerNames(words: readonly string[], io: Io): Promise<Word[]> {
  const given = words.includes('--cwd') ? words[words.lastIndexOf('--cwd') + 1] : undefined
  const [file] = nearestConfigs(resolve(io.cwd, given ?? '.'))
  const named = file === undefined ? undefined : await namesIn(file)
  if (named === undefined) return adapterNames()
  return named.providers.map((name) => [name, 'a provider of the config'])
}
