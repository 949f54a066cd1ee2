import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { capillary } from '@rungs/capillary'
import { createClient } from '@rungs/client'
import { switchesOf, vendors } from '@rungs/emulators'
import { memory } from '@rungs/memory'
import { isRungsError } from '@rungs/model'
import { scrip } from '@rungs/scrip'
import * as transport from '@rungs/transport'
import { vinr } from '@rungs/vinr'
import { wix } from '@rungs/wix'
import { expect, test } from 'vitest'
import { root } from './markdown.js'

/* What the READMEs of packages list, against what there is. */

const readme = (name: string): string => readFileSync(join(root, 'packages', name, 'README.md'), 'utf8')

/** A section of a README, up to the next one. */
function section(name: string, title: string): string {
  const found = readme(name)
    .split(/^## /m)
    .find((part) => part.startsWith(`${title}\n`))
  if (found === undefined) throw new Error(`packages/${name}/README.md has no section ${title}`)
  return found
}

/** The names in the first column of all tables of a text. */
const firstColumn = (text: string): string[] =>
  [...text.matchAll(/^\| (`[^|]*)\|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)[^`]*`/g)].map(([, word = '']) => word),
  )

const adapters = { wix, capillary, vinr, scrip }

test.each(Object.entries(adapters))('the README of %s lists the settings that it takes', (name, adapter) => {
  expect(firstColumn(section(name, 'Settings')).sort()).toEqual(knownSettings(adapter).sort())
})

test('the README of memory lists settings that it takes', () => {
  const listed = firstColumn(section('memory', 'Settings'))
  const refused = listed.map((name) => refusalOf(memory, name))
  expect(refused.filter((message) => message.startsWith('unknown'))).toEqual([])
  expect(refusalOf(memory, 'nonsense')).toMatch(/^unknown/)
})

/** The settings that an adapter names when it is given one that it does not know. */
function knownSettings(adapter: (settings: never) => unknown): string[] {
  const known = /known are (.*)$/.exec(refusalOf(adapter, 'nonsense'))?.[1]
  if (known === undefined) throw new Error('expected an error that names the known settings')
  return known.split(', ')
}

/** What an adapter says about a setting with a value that none may have. */
function refusalOf(adapter: (settings: never) => unknown, setting: string): string {
  try {
    Reflect.apply(adapter, undefined, [{ [setting]: Symbol.iterator }])
  } catch (error) {
    if (isRungsError(error))
      return error.issues.find(({ path }) => path === setting)?.message ?? error.message
  }
  throw new Error(`expected ${setting} to be refused`)
}

test.each(vendors)('the README of the emulators tells how many switches %s has', (vendor) => {
  const told = /\b(\d+) switches/.exec(section('emulators', title(vendor)))?.[1]
  expect(told ?? String(switchesOf(vendor).length)).toBe(String(switchesOf(vendor).length))
})

test('the README of the client lists its calls, and the codes of errors', () => {
  const client = createClient(memory())
  const { tiers, ladder, workflow, members } = client
  const calls = Object.entries({ tiers, ladder, workflow, members }).flatMap(([group, methods]) =>
    Object.keys(methods).map((name) => `${group}.${name}`),
  )
  const listed = [...section('client', 'Calls').matchAll(/`([a-z]+)\.([a-z|]+)`/g)].flatMap(
    ([, group, names = '']) => names.split('|').map((name) => `${group}.${name}`),
  )
  expect(listed.sort()).toEqual(calls.sort())
  const codes = codesOf(readFileSync(join(root, 'docs', 'errors.md'), 'utf8'))
  expect(firstColumn(section('client', 'Errors'))).toEqual(codes)
})

/** The codes of errors, from the table of the error reference, which is held to the source. */
const codesOf = (text: string): string[] =>
  [...text.matchAll(/^\| \[`([a-z_]+)`\]/gm)].map(([, code = '']) => code)

test.each([
  ['client', 'Calls', ['ChangeOptions']],
  ['contract', 'Options', ['ContractOptions']],
  ['contract', 'The subject', ['Subject']],
  ['emulators', 'Settings of `createEmulator`', ['EmulatorOptions']],
  ['memory', 'Settings', ['MemorySettings']],
  ['transport', 'Settings', ['TransportSettings']],
])('the README of the %s tells, under %s, of all of %s and of nothing else', (name, title, interfaces) => {
  const text = section(name, title)
  const members = interfaces.flatMap((each) => membersOf(name, each))
  const told = [...text.matchAll(/`(\w+)[^`]*`/g)].map(([, word = '']) => word)
  expect(members.filter((member) => !told.includes(member))).toEqual([])
  expect(firstColumn(text).filter((listed) => !members.includes(listed))).toEqual([])
  expect(members.length).toBeGreaterThan(0)
})

/** The members of an interface, from the API reference, which is held to the source. */
function membersOf(page: string, name: string): string[] {
  const text = readFileSync(join(root, 'docs', 'reference', `${page}.md`), 'utf8')
  const own = text.split(/^### /m).find((part) => part.startsWith(`${name}\n`)) ?? ''
  const found = own.matchAll(/^(?:\| <a id="[^"]+"><\/a> `|##### )(\w+)/gm)
  return [...found].map(([, member = '']) => member)
}

test('the README of the transport lists parts that it exports', () => {
  const listed = firstColumn(section('transport', 'Parts of adapters'))
  expect(listed.filter((name) => !(name in transport))).toEqual([])
  expect(listed.length).toBeGreaterThan(0)
})

const title = (vendor: string): string =>
  vendor === 'vinr' ? 'VINR' : `${vendor.charAt(0).toUpperCase()}${vendor.slice(1)}`
