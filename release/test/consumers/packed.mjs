import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installProject } from '../../src/install.mjs'
import { packAll } from '../../src/pack.mjs'

/** Packs everything once, and installs it into one project that has nothing else. */
export async function setup(/** @type {import('vitest/node').TestProject} */ project) {
  const place = await mkdtemp(join(tmpdir(), 'rungs-consumers-'))
  const tarballs = await packAll(join(place, 'tarballs'))
  const plain = join(place, 'plain')
  await installProject(plain, tarballs, { from: 'plain' })
  project.provide('place', place)
  project.provide('tarballs', tarballs)
  project.provide('plain', plain)
  return () => rm(place, { recursive: true, force: true })
}
