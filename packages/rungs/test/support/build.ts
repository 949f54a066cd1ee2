import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The command is tested as it is published, so it has to be built. Under turbo it is; by hand the launcher sees to it. */
export default function build(): void {
  if (process.env.TURBO_HASH !== undefined) return
  const launcher = fileURLToPath(new URL('../../../../scripts/rungs.mjs', import.meta.url))
  const { status, stderr } = spawnSync(process.execPath, [launcher, '--version'], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`The command could not be built:\n${stderr}`)
}
