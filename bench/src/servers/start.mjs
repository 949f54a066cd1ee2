import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** A port of loopback that was free a moment ago. */
async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('No free port on 127.0.0.1.')
  return address.port
}

/** The server of ready replies, in a process of its own. */
export async function startReplies() {
  const child = fork(fileURLToPath(import.meta.resolve('./replies.mjs')), [], { execArgv: [] })
  const [{ port }] = await once(child, 'message')
  child.channel?.unref()
  child.unref()
  return { url: `http://127.0.0.1:${port}`, port: Number(port), stop: () => child.kill() }
}

/** @returns {Promise<boolean>} Whether a GET is answered with 200. */
function answers(/** @type {string} */ url, /** @type {Record<string, string>} */ headers) {
  return new Promise((resolve) => {
    get(url, { headers, agent: false }, (reply) => {
      reply.resume()
      resolve(reply.statusCode === 200)
    }).once('error', () => resolve(false))
  })
}

/**
 * Starts a server as a command and waits for its first good answer.
 * @param {{ args: (port: number) => string[], path: string, headers?: Record<string, string> }} command
 */
export async function startServer({ args, path, headers = {} }) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}${path}`
  const started = performance.now()
  const child = spawn(process.execPath, args(port), { stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = once(child, 'exit')
  const kill = () => child.kill('SIGKILL')
  // A row that fails must leave nothing listening.
  process.once('exit', kill)
  while (!(await answers(url, headers))) {
    if (child.exitCode !== null) throw new Error(`${args(port).join(' ')} ended with code ${child.exitCode}.`)
    if (performance.now() - started > 30_000) throw new Error(`${url} had no good answer within 30 s.`)
    await wait(2)
  }
  const readyMs = performance.now() - started
  const stop = async () => {
    process.off('exit', kill)
    kill()
    await ended
  }
  return { url, headers, readyMs, cpuMs: () => cpuMsOf(child.pid ?? 0), stop }
}

/** CPU time of another process, user and system, in milliseconds, to 10 ms; NaN where there is no /proc. */
async function cpuMsOf(/** @type {number} */ pid) {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return Number.NaN
  }
}

/**
 * Loads a URL with a number of requests, from a process of its own.
 * @param {{ url: string, headers: Record<string, string>, amount: number, connections?: number }} load
 * @returns {Promise<{ requests: number, seconds: number, failed: number, p99: number }>}
 */
export async function load({ url, headers, amount, connections = 10 }) {
  const args = [url, JSON.stringify(headers), String(amount), String(connections)]
  const child = fork(fileURLToPath(import.meta.resolve('./load.mjs')), args, { execArgv: [] })
  const [result] = await once(child, 'message')
  return result
}
