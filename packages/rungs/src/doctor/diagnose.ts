import { basename, join, resolve } from 'node:path'
import { type Client, isRungsError, type RungsError } from '@rungs/client'
import { adviceOf } from '../advice.js'
import { type ClientChoice, clientFor } from '../client.js'
import { nearestConfigs } from '../config-files.js'
import type { Io } from '../io.js'
import { ownManifest } from '../manifest.js'
import { placeOf } from '../place.js'
import { backendChecks } from './backend.js'
import { type Check, type Diagnosis, diagnosisOf } from './check.js'

import { installedPackages, nodeCheck, versionsCheck } from './installation.js'

/**
 * Looks at all that a command needs, up to what stands in the way: this Node, the packages, the config, the
 * adapter, its settings, the host, the credentials and the clock. Sends at most one read, and changes nothing.
 */
export async function diagnose(choice: ClientChoice, io: Io): Promise<Diagnosis> {
  const manifest = ownManifest()
  const from = resolve(io.cwd, choice.cwd ?? '.')
  const configs = nearestConfigs(from)
  const beside = configs[0] ?? join(from, 'rungs.config.js')
  const here = [
    nodeCheck(process.versions.node, manifest.node),
    versionsCheck(installedPackages(manifest, beside), manifest.version),
  ]
  let client: Client
  try {
    client = await clientFor(choice, io)
  } catch (error) {
    if (!isRungsError(error, 'configuration')) throw error
    return diagnosisOf([...here, ...refused(error, configs)], error)
  }
  const found: Check[] = [
    configFound(configs, client),
    {
      check: 'adapter',
      status: 'ok',
      found: `${client.provider}, which speaks v1 of the provider interface`,
    },
    { check: 'settings', status: 'ok', found: 'complete' },
  ]
  try {
    const { checks, error } = await backendChecks(client, choice, await placeOf(choice, io))
    return diagnosisOf([...here, ...found, ...checks], error)
  } finally {
    await client.close()
  }
}

/** What an error of loading says: up to where it got, and why not further. */
function refused(error: RungsError, configs: readonly string[]): Check[] {
  const check = stageOf(error)
  const advice = adviceOf(error) ?? 'Mend what the message names.'
  const failed: Check = { check, status: 'fail', found: error.message, advice }
  return check === 'config' ? [failed] : [configFound(configs), failed]
}

/** The settings' secrets are read before the adapter is imported: where they fail, the adapter was not looked at. */
function stageOf({ issues, message }: RungsError): 'config' | 'adapter' | 'settings' {
  const paths = issues.map(({ path }) => path)
  if (paths.length === 0) return 'adapter'
  if (paths.every((path) => /^providers(\.|\[).+?\.options\b/.test(path))) return 'settings'
  const ofAdapter = paths.length === 1 && /^providers(\.|\[).+\.adapter$/.test(paths[0] ?? '')
  return ofAdapter && /\.adapter: (the package|what it names) /.test(message) ? 'adapter' : 'config'
}

function configFound([file, ...others]: readonly string[], client?: Client): Check {
  if (file === undefined) {
    const found = `none; ${client?.provider ?? 'the provider'} takes its settings from the environment`
    return { check: 'config', status: 'ok', found }
  }
  if (others.length === 0) return { check: 'config', status: 'ok', found: `${file}, valid` }
  const ignored = others.map((other) => basename(other)).join(', ')
  return {
    check: 'config',
    status: 'warn',
    found: `${file}, valid; beside it ${ignored} is not read`,
    advice: `Keep one of them: ${basename(file)} wins.`,
  }
}
