import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { Manifest } from '../manifest.js'
import type { Check } from './check.js'

/** Whether a version of Node, such as `20.19.0`, is one that the command runs on; `needed` is such as `>=20.19`. */
export function nodeCheck(version: string, needed: string): Check {
  const [least, has] = [numbers(needed), numbers(version)]
  const differs = least.findIndex((part, index) => part !== (has[index] ?? 0))
  if (differs === -1 || (has[differs] ?? 0) > (least[differs] ?? 0))
    return { check: 'node', status: 'ok', found: `Node ${version}` }
  const advice = `Install Node ${least.join('.')} or newer.`
  return { check: 'node', status: 'fail', found: `Node ${version}, and Rungs needs ${needed}`, advice }
}

function numbers(version: string): number[] {
  return (version.match(/\d+/g) ?? []).map(Number)
}

/** A package of Rungs that is installed. */
export interface Installed {
  name: string
  version: string
  dir: string
}

/** Whether the packages of Rungs that the command and the project load were released together. */
export function versionsCheck(found: readonly Installed[], own: string): Check {
  const others = found.filter(({ version }) => version !== own)
  if (others.length === 0) {
    const count = new Set(found.map(({ name }) => name)).size
    return { check: 'versions', status: 'ok', found: `rungs ${own}, and ${count} packages of that version` }
  }
  const named = others.map(({ name, version, dir }) => `${name} ${version} (${dir})`)
  return {
    check: 'versions',
    status: 'warn',
    found: `rungs is ${own}, but ${named.join(', ')}`,
    advice: `Install the same version of all of them, for example: npm install ${[...new Set(others.map(({ name }) => `${name}@${own}`))].join(' ')}`,
  }
}

/** The packages of Rungs that this command loads, and those that a project has installed for itself. */
export function installedPackages({ packages }: Manifest, project: string): Installed[] {
  const inProject = ['rungs', ...packages, '@rungs/engine', '@rungs/transport', '@rungs/contract']
  const found = [
    ...packages.flatMap((name) => installed(name, import.meta.url)),
    ...inProject.flatMap((name) => installed(name, project)),
  ]
  return [...new Map(found.map((item) => [item.dir, item])).values()]
}

function installed(name: string, from: string): Installed[] {
  try {
    const file = createRequire(from).resolve(`${name}/package.json`)
    const { version }: { version?: unknown } = Object(JSON.parse(readFileSync(file, 'utf8')))
    return [{ name, version: String(version), dir: dirname(file) }]
  } catch {
    return []
  }
}
