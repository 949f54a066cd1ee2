// Runs the command of this workspace, as `npm run rungs -- ...` does, and sets up first what is missing or stale.
// The command runs in this very process: signals that npm passes on reach it, and its exit code is npm's.
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const at = (...path) => join(fileURLToPath(new URL('..', import.meta.url)), ...path)
const stamp = at('node_modules', '.cache', 'rungs-built')
const changed = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
const now = new Date()
const builtAt = changed(stamp)

/** The folders, below packages/, of what the command is made of. */
function packagesOf(folder, found = new Set()) {
  if (found.has(folder)) return found
  const { dependencies = {} } = JSON.parse(readFileSync(at('packages', folder, 'package.json'), 'utf8'))
  const ours = Object.keys(dependencies).filter((name) => dependencies[name].startsWith('workspace:'))
  return ours.reduce((all, name) => packagesOf(name.replace('@rungs/', ''), all), found.add(folder))
}

function isStale(folder) {
  if (!existsSync(at('packages', folder, 'dist', 'index.js'))) return true
  const sources = readdirSync(at('packages', folder, 'src'), { recursive: true })
  const files = ['package.json', ...sources.map((name) => join('src', name))]
  return files.some((file) => changed(at('packages', folder, file)) > builtAt)
}

/** One step of setting up. All of its output goes to stderr, for stdout belongs to the command. */
function step(command, ...args) {
  const PATH = at('node_modules', '.bin') + delimiter + process.env.PATH
  const env = { ...process.env, PATH, TURBO_TELEMETRY_DISABLED: '1' }
  const shell = process.platform === 'win32'
  if (spawnSync(command, args, { cwd: at(), stdio: ['ignore', 2, 2], shell, env }).status === 0) return
  process.stderr.write('rungs: setting up failed, see above. By hand: npm run setup && npm run bundle\n')
  process.exit(1)
}

const packages = [...packagesOf('rungs')]
const installed = packages.every((folder) => existsSync(at('packages', folder, 'node_modules')))
const install = !installed || changed(at('pnpm-lock.yaml')) > builtAt
if (install) step('npm', 'run', '--silent', 'setup')
if (install || packages.some(isStale)) {
  const filters = packages.map((folder) => `--filter=./packages/${folder}`)
  step('turbo', 'run', 'bundle', '--output-logs=errors-only', ...filters)
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, '')
  utimesSync(stamp, now, now)
}
await import('../packages/rungs/dist/cli.js')
