#!/usr/bin/env node
import { main } from './program.js'

const watchEveryMs = 100

/** Calls back at SIGINT and SIGTERM, and when the shell is gone that npm put between itself and us. */
function onStop(stop: () => void): void {
  // Kept, not once: at Ctrl+C the terminal and npm both send a signal, and the second must not kill.
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  if (process.env.npm_command === undefined) return
  // npm passes signals to that shell only, which dies of them and leaves us behind.
  const shell = process.ppid
  setInterval(() => process.ppid !== shell && stop(), watchEveryMs).unref()
}

/** Asks on the terminal; Ctrl+C and Ctrl+D are no answer. */
async function ask(question: string): Promise<string | undefined> {
  const { createInterface } = await import('node:readline/promises')
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const closed = new Promise<undefined>((resolve) => {
    lines.once('close', () => resolve(undefined))
  })
  try {
    return await Promise.race([lines.question(question), closed])
  } finally {
    lines.close()
  }
}

// A reader that has seen enough, such as `head`, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await main(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: { ...process.env },
  cwd: process.cwd(),
  ...(process.stdin.isTTY && process.stderr.isTTY ? { ask } : {}),
  onStop,
})
