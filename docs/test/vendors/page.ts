import { switchesOf } from '@rungs/emulators'
import { backend, type Name } from './backends.js'
import { membersOf } from './declared.js'
import { errorRows } from './errors.js'
import { ladderRows, type Row, tierRows } from './mapping.js'
import { memberRows } from './members.js'
import { refusals } from './refusals.js'

/** The parts of a vendor's page that are written from what the packages do and publish, by the name of their marker. */
export async function generated(name: Name): Promise<Record<string, string>> {
  const settings = { settings: settingsTable(name) }
  const mapping = {
    tier: mappingTable(await tierRows(name)),
    ladder: await ladderTable(name),
    members: await membersTable(name),
  }
  const native = { native: nativeTable(name) }
  if (name === 'memory') return { ...settings, ...mapping, ...native }
  const errors = await errorRows(name, refusals[name])
  const rows = errors.map((row) => [
    row.status,
    tick(row.code),
    tick(row.field),
    tick(row.ours),
    tick(row.path),
    row.retryable ? 'yes' : '',
  ])
  return {
    ...settings,
    ...mapping,
    ...native,
    extras: extrasTable(name),
    errors: table(['status', 'their code', 'their field', 'our code', 'our path', 'retryable'], rows),
    switches: table(
      ['switch', 'default', 'takes', 'what it decides', 'where the question comes from'],
      switchesOf(name).map((item) => [
        tick(item.name),
        tick(String(item.default)),
        'from' in item.allowed
          ? `${item.allowed.from} to ${item.allowed.to}`
          : item.allowed.map((value) => tick(String(value))).join(', '),
        item.meaning,
        item.source,
      ]),
    ),
  }
}

function settingsTable(name: Name): string {
  const rows = membersOf(name, `${titled(name)}Settings`).map((setting) => {
    const variable = [...setting.text.matchAll(variablesOf(name))].map(([found]) => found)
    return [tick(setting.name), [...new Set(variable)].join(', '), setting.text]
  })
  return table(['setting', 'variable', ''], rows)
}

async function ladderTable(name: Name): Promise<string> {
  const rows = await ladderRows(name)
  return typeof rows === 'string' ? `None of it can be changed: ${rows}\n` : mappingTable(rows)
}

function mappingTable(rows: readonly Row[]): string {
  const vendorless = rows.every(({ sent, read }) => sent.length + read.length === 0)
  const cells = rows.map(({ field, how, sent, read, remark }): [string, string] => {
    const fixed = how === 'native' && sent.length + read.length === 0 && !vendorless
    const carried = vendorless ? [] : [fields(sent, field), fields(read, field)]
    const said = fixed ? 'Always so.' : remark.replace(/^[\w.[\]]+: /, '')
    return [field, [`**${how}**`, ...carried, said].join('\u0000')]
  })
  const head = ['common model', '', ...(vendorless ? [] : ['sent as', 'read from']), '']
  return table(
    head,
    grouped(cells).map(([names, rest]) => [namesText(names), ...rest.split('\u0000')]),
  )
}

/** Neighbours of which the same is to be said. */
function grouped(cells: readonly (readonly [string, string])[]): [string[], string][] {
  const groups: [string[], string][] = []
  for (const [field, rest] of cells) {
    const last = groups.at(-1)
    if (last?.[1] === rest) last[0].push(field)
    else groups.push([[field], rest])
  }
  return groups
}

/** `rule.op: >` and its neighbour `rule.op: <` as "`rule.op`: `>`, `<`". */
function namesText(names: readonly string[]): string {
  const byField = new Map<string, string[]>()
  for (const name of names) {
    const [field = '', word] = name.split(': ')
    byField.set(field, [...(byField.get(field) ?? []), ...(word === undefined ? [] : [word])])
  }
  return [...byField]
    .map(([field, words]) =>
      words.length === 0 ? tick(field) : `${tick(field)}: ${words.map(tick).join(' ')}`,
    )
    .join(', ')
}

async function membersTable(name: Name): Promise<string> {
  const rows = (await memberRows(name)).map(({ field, read, present }) => [
    tick(field),
    fields(read),
    read.length > 0
      ? ''
      : present
        ? name === 'memory'
          ? 'told'
          : 'worked out by the adapter'
        : 'absent here',
  ])
  return table(['common model', 'read from', ''], rows)
}

function extrasTable(name: Exclude<Name, 'memory'>): string {
  const types = {
    wix: ['WixInput', 'WixCallOptions', 'WixRecordOptions'],
    capillary: ['CapillaryInput', 'CapillaryCallOptions'],
    vinr: ['VinrInput', 'VinrCallOptions'],
    scrip: ['ScripInput', 'ScripLadderInput', 'ScripCallOptions'],
  }[name]
  const rows = types.flatMap((type) =>
    membersOf(name, type).map((member) => [
      tick(`vendor.${name}.${member.name}`),
      tick(type),
      tick(member.type),
      member.text,
    ]),
  )
  return table(['extra', 'of', 'type', ''], rows)
}

function nativeTable(name: Name): string {
  const { client } = backend(name)
  const groups = Object.entries(Object(client.native)).flatMap(([group, found]) =>
    typeof found === 'function'
      ? name === 'memory'
        ? [[tick('native'), tick(group)]]
        : []
      : [[tick(`native.${group}`), Object.keys(Object(found)).map(tick).join(', ')]],
  )
  return table(['group', 'operations'], groups)
}

/** What of a text is a variable of the environment. */
function variablesOf(name: Name): RegExp {
  return new RegExp(`\`${name.toUpperCase()}_[A-Z_]+\``, 'g')
}

/** The vendor's fields without the wrapping of a reply, the likeliest first, and not more than tell something. */
function fields(paths: readonly string[], field = ''): string {
  const names = [...new Set(paths.map(unwrapped))]
  const last = field.split(': ')[0]?.split('.').at(-1) ?? ''
  const same = names.filter((name) => name.endsWith(`.${last}`))
  const most = 4
  if (names.length > most && same.length > 0) return same.map(tick).join(', ')
  const shown = names.slice(0, most).map(tick).join(', ')
  return names.length > most ? `${shown} and ${names.length - most} more` : shown
}

/** A path without the list of exchanges that it stands in; of a form, the field. */
function unwrapped(path: string): string {
  return path
    .replace(/^\[\]\.?/, '')
    .replace(/^\["(.+)"\].*$/, '$1')
    .replace(/^(name|min_points)\[\]$/, '$1')
}

function titled(name: Name): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

function tick(text: string): string {
  return text === '' ? '' : `\`${text}\``
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const all = [head, head.map(() => '---'), ...rows]
  return all
    .map((row) => `| ${row.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |\n`)
    .join('')
}
