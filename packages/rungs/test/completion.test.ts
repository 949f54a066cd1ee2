import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cli, collected, project, rungs } from './support/cli.js'
import { runHere } from './support/io.js'

/** A config beside which the Tab key is pressed, and a program that must not be run by it. */
const config = 'use: shop\nproviders:\n  shop: { adapter: memory }\n  shadow: { adapter: memory }\n'
const bomb =
  "import { writeFileSync } from 'node:fs'\nwriteFileSync(new URL('ran', import.meta.url), '')\nexport default {}\n"

let shop: Awaited<ReturnType<typeof project>>
let program: Awaited<ReturnType<typeof project>>
let env: Record<string, string>

beforeAll(async () => {
  shop = await project({ 'rungs.config.yaml': config, 'gold.yaml': 'name: Gold\n' })
  program = await project({ 'rungs.config.mjs': bomb })
  await mkdir(join(shop.dir, 'bin'))
  const command = join(shop.dir, 'bin', 'rungs')
  await writeFile(command, `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`)
  await chmod(command, 0o755)
  const PATH = `${join(shop.dir, 'bin')}${delimiter}${process.env.PATH}`
  env = { PATH, HOME: shop.dir, TERM: 'dumb' }
})

afterAll(async () => {
  await shop.remove()
  await program.remove()
})

/** A line up to the cursor, and the words that it could go on with. */
interface Case {
  line: string
  offers: string[]
  /** All that is offered, rather than some. */
  exactly?: boolean
}

const cases: Case[] = [
  { line: 'em', offers: ['emulate'], exactly: true },
  { line: '', offers: ['init', 'doctor', 'tiers', 'ladder', 'members', 'migrate', 'completion'] },
  { line: 'tiers ', offers: ['list', 'get', 'create', 'update', 'delete'] },
  { line: 'tiers up', offers: ['update'], exactly: true },
  { line: 'members ex', offers: ['explain'], exactly: true },
  { line: 'workflow ', offers: ['submit', 'approve', 'reject', 'publish'] },
  { line: 'adapter ', offers: ['new'] },
  { line: 'tiers list --lim', offers: ['--limit'], exactly: true },
  { line: 'tiers list --pro', offers: ['--provider'], exactly: true },
  { line: 'members record ada --po', offers: ['--points'], exactly: true },
  { line: 'tiers list --provider ', offers: ['shop', 'shadow'], exactly: true },
  { line: 'tiers list --provider sha', offers: ['shadow'], exactly: true },
  { line: '--provider shop ti', offers: ['tiers'], exactly: true },
  { line: 'migrate --to ', offers: ['shop', 'shadow'], exactly: true },
  { line: 'init --provider ', offers: ['memory', 'wix', 'capillary', 'vinr', 'scrip'], exactly: true },
  { line: 'init --format ', offers: ['yaml', 'json', 'ts'], exactly: true },
  { line: 'emulate ', offers: ['wix', 'capillary', 'vinr', 'scrip'], exactly: true },
  { line: 'emulate wix ca', offers: ['capillary'], exactly: true },
  { line: 'emulate vinr --seed ', offers: ['documented', 'empty'], exactly: true },
  { line: 'emulate --list-switches v', offers: ['vinr'], exactly: true },
  {
    line: 'emulate vinr --switch create_st',
    offers: ['create_status=200', 'create_status=201'],
    exactly: true,
  },
  { line: 'emulate --fault l', offers: ['lost_reply'], exactly: true },
  { line: 'members record ada --type p', offers: ['purchase'], exactly: true },
  { line: 'completion z', offers: ['zsh'], exactly: true },
]

/** What the command itself answers, by the protocol of the library's scripts. */
async function answered(line: string, cwd = shop.dir): Promise<string[]> {
  const words = line.split(' ')
  const { code, stdout, stderr } = await rungs(['complete', '--', ...words], { cwd })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout.trimEnd().split('\n')
}

describe('rungs complete', () => {
  it.each(cases)('goes on after "rungs $line"', async ({ line, offers, exactly }) => {
    const found = (await answered(line)).slice(0, -1).map((offer) => offer.split('\t')[0] ?? '')
    expect(found).toEqual(expect.arrayContaining(offers))
    if (exactly === true) expect([...found].sort()).toEqual([...offers].sort())
  })

  it('offers every value of every switch, of the emulator that is named', async () => {
    const found = await answered('emulate vinr --switch ')
    expect(found.length).toBeGreaterThan(50)
    expect(found.slice(0, -1).every((offer) => /^\w+=\S*\t\S/.test(offer))).toBe(true)
    expect((await answered('emulate --switch vinr.'))[0]).toMatch(/^vinr\.\w+=/)
  })

  it.each([
    ['tiers create --from ', ':0'],
    ['emulate vinr --record ', ':0'],
    ['doctor --cwd ', ':16'],
  ])('leaves "rungs %s" to the names of files and folders', async (line, directive) => {
    expect(await answered(line)).toEqual([directive])
  })

  it('does not run a config that is a program', async () => {
    expect(await answered('tiers list --provider m', program.dir)).toEqual([
      expect.stringMatching(/^memory\t/),
      ':4',
    ])
    expect(existsSync(join(program.dir, 'ran'))).toBe(false)
    // What it would have left behind when it is run.
    await rungs(['tiers', 'list'], { cwd: program.dir })
    expect(existsSync(join(program.dir, 'ran'))).toBe(true)
  })

  it('is not among the commands that people see', async () => {
    const { stdout } = await runHere(['--help'])
    expect(stdout).toMatch(/^ {2}completion /m)
    expect(stdout).not.toMatch(/^ {2}complete /m)
  })
})

describe('rungs completion', () => {
  it.each(['bash', 'zsh', 'fish', 'powershell'])('prints a script for %s', async (shell) => {
    const { code, stdout, stderr } = await rungs(['completion', shell])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('rungs complete')
  })

  it('refuses another shell with 2, and names those that there are', async () => {
    const { code, stdout, stderr } = await runHere(['completion', 'tcsh'])
    expect([code, stdout]).toEqual([2, ''])
    for (const shell of ['bash', 'zsh', 'fish', 'powershell']) expect(stderr).toContain(shell)
  })
})

/** Gives a shell a terminal; of util-linux, as everywhere where there is bash. */
const terminalOf = 'script'

const installed = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0
const seen = cases.filter(({ exactly }) => exactly === true)

describe('in bash', () => {
  /** Presses the Tab key as bash does, without a terminal: words and position, and then the function. */
  const press = `
    source <(rungs completion bash) && source <(rungs completion bash)
    read -r -a COMP_WORDS <<<"rungs $1"
    [[ $1 == *' ' || -z $1 ]] && COMP_WORDS+=('')
    COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 )) COMP_LINE="rungs $1" COMP_POINT=$(( 6 + \${#1} ))
    __rungs_complete 2>/dev/null
    printf '%s\\n' "\${COMPREPLY[@]}"`

  it.each(seen)('"rungs $line" goes on', async ({ line, offers }) => {
    const args = ['--norc', '--noprofile', '-c', press, 'bash', line]
    const { stdout, stderr } = await promisify(execFile)('bash', args, { cwd: shop.dir, env })
    expect(stderr).toBe('')
    expect(stdout.trim().split('\n').sort()).toEqual([...offers].sort())
  })

  it.skipIf(!installed(terminalOf))('the Tab key finishes the word (skipped without `script`)', async () => {
    expect(await typed('bash --norc --noprofile -i', 'source <(rungs completion bash)')).toContain('emulate')
  })
})

describe('in fish', () => {
  it.skipIf(!installed('fish')).each(seen)(
    '"rungs $line" goes on (skipped where fish is not installed)',
    async ({ line, offers }) => {
      const press = `rungs completion fish | source; complete -C 'rungs ${line}'`
      const { stdout } = await promisify(execFile)('fish', ['--no-config', '-c', press], {
        cwd: shop.dir,
        env,
      })
      const found = stdout
        .trim()
        .split('\n')
        .map((offer) => offer.split('\t')[0] ?? '')
      expect(found.sort()).toEqual([...offers].sort())
    },
  )
})

describe('in zsh', () => {
  it.skipIf(!installed('zsh') || !installed(terminalOf))(
    'the Tab key finishes the word (skipped where zsh is not installed)',
    async () => {
      const ready = 'autoload -U compinit; compinit -u -D; source <(rungs completion zsh)'
      expect(await typed('zsh -f -i', ready)).toContain('emulate')
    },
  )
})

/** What a shell on a terminal makes of `rungs em`, the Tab key, ` --help` and Return: the line that it runs. */
async function typed(shell: string, ready: string): Promise<string> {
  const terminal = spawn(terminalOf, ['-qec', shell, '/dev/null'], { cwd: shop.dir, env })
  const screen = collected(terminal.stdout)
  try {
    terminal.stdin?.write(`${ready}; echo is"-"ready\n`)
    await shown(terminal, () => screen().includes('is-ready'))
    terminal.stdin?.write('rungs em\t')
    await shown(terminal, () => /rungs em.*ulate /.test(screen()))
    terminal.stdin?.write('--seed em\t')
    await shown(terminal, () => /--seed em.*pty /.test(screen()))
    return /rungs (em.*ulate)/.exec(screen())?.[1] ?? ''
  } finally {
    terminal.stdin?.end('\u0015exit\n')
    await once(terminal, 'close')
  }
}

async function shown(terminal: ChildProcess, isThere: () => boolean): Promise<void> {
  while (!isThere()) {
    if (terminal.stdout === null) return
    await once(terminal.stdout, 'data')
  }
}
