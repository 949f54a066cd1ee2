import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The harness is tested as `npm start` runs it, so it has to be built. Under turbo it is; by hand this sees to it. */
export default function build(): void {
  if (process.env.TURBO_HASH !== undefined) return
  step(process.execPath, at('../../../scripts/rungs.mjs'), '--version')
  step('npm', 'run', '--silent', 'build')
}

function step(command: string, ...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: at('..'), encoding: 'utf8' })
  if (status !== 0) throw new Error(`The example could not be built:\n${stdout}${stderr}`)
}
