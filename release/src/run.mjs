import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { root } from './packages.mjs'

/**
 * Runs a command to its end, its output kept.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, timeoutMs?: number }} [options] `env` is added to
 *   what this process has; after `timeoutMs`, five minutes when absent, the command is ended.
 * @returns {Promise<{ stdout: string, stderr: string }>}
 * @throws Error with the command and all that it printed, when it ends with another code than 0.
 */
export function run(command, args, { cwd = root, env = {}, timeoutMs = 300_000 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: environment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      shell: process.platform === 'win32',
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text
    })
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (code === 0) return resolve({ stdout, stderr })
      const ended = signal === null ? `ended with ${code}` : `was ended by ${signal}`
      reject(new Error(`${[command, ...args].join(' ')} ${ended} in ${cwd}\n${stdout}${stderr}`))
    })
  })
}

/** What says that tests run, and how quiet npm was asked to be: somebody else's shell has none of it. */
const ours = ['NODE_ENV', 'NODE_OPTIONS', 'NODE_PATH', 'VITEST', 'npm_config_loglevel']

/** The environment of a command: this process's, with the tools of this workspace found first. */
export function environment(/** @type {Record<string, string | undefined>} */ extra = {}) {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.includes(name)))
  return { ...own, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${own.PATH}`, ...extra }
}
