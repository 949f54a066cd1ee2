import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { emulate, type Fault, type RunningEmulators, type Vendor, vendors } from '@rungs/emulators'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { document, project } from './support/cli.js'
import { runHere } from './support/io.js'
import { canary, changes, commands, env, options, typed, wrongFiles } from './support/wrong.js'

let cwd: string
let backends: RunningEmulators
let page: Server
let cleanUp: () => Promise<void>
/** How many lines of the table were held. */
let held = 0

beforeAll(async () => {
  const made = await project({})
  cwd = made.dir
  backends = await emulate({ vendors })
  page = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><h1>Welcome</h1>')
  })
  page.listen(0, '127.0.0.1')
  await once(page, 'listening')
  cleanUp = async () => {
    page.close()
    await backends.close()
    await made.remove()
  }
})

afterAll(async () => {
  await cleanUp()
  console.log(`wrong configs: ${held} lines of the table, each for people and as JSON`)
})

interface Wrong {
  names: readonly (string | RegExp)[]
  args?: readonly string[]
  env?: Readonly<Record<string, string>>
}

/** Holds one command to the promise: one message with the place, the cause and the fix; exit code 2; nothing else. */
async function hold(line: string, { names, args = [], env: environment = env }: Wrong): Promise<void> {
  const words = [...line.split(' '), ...args, '--retries', '0', '--timeout', '20000']
  const people = await runHere(words, { cwd, env: environment })
  const programs = await runHere([...words, '--json'], { cwd, env: environment })
  const doctor = line === 'doctor'
  // The doctor's findings are its answer.
  const [said, unsaid] = doctor ? [people.stdout, people.stderr] : [people.stderr, people.stdout]
  const [told, untold] = doctor ? [programs.stdout, programs.stderr] : [programs.stderr, programs.stdout]
  expect({ line, codes: [people.code, programs.code], unsaid, untold }, said).toEqual({
    line,
    codes: [2, 2],
    unsaid: '',
    untold: '',
  })
  expect(said.match(doctor ? /^fail /gm : /^error: /gm), `${line}\n${said}`).toHaveLength(1)
  expect(said, line).toMatch(doctor ? /to do: \S/ : /^to do: \S/m)
  expect(JSON.stringify(document(told)), line).toMatch(/"advice":"\S/)
  for (const text of [said, told]) {
    expect(text, line).not.toMatch(/\n\s+at |\\n\s+at /)
    expect(text, line).not.toContain(canary)
  }
  for (const name of names) {
    const pattern = typeof name === 'string' ? literally(name) : name
    expect(said, line).toMatch(pattern)
    expect(JSON.stringify(document(told)).replaceAll('\\"', '"'), line).toMatch(pattern)
  }
  held += 1
}

async function write(files: Readonly<Record<string, string>>): Promise<() => Promise<void>> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text)
  return async () => {
    for (const name of Object.keys(files)) await rm(join(cwd, name))
  }
}

describe('a config that cannot be used is told by every command', () => {
  it.each(wrongFiles)('$what', async ({ file, text = '', args = [], env: more = {}, names }) => {
    const remove = await write({
      'change.yaml': changes.wix,
      ...(file === undefined ? {} : { [file]: text }),
    })
    // Above the project is this repository, which has no config.
    const place = file === undefined ? [] : [file]
    for (const { line } of commands) {
      // What a migration names itself leaves nothing to choose.
      if (line.startsWith('migrate') && /chosen|use|USE|--provider/.test(String(names[0]) + args)) continue
      if (line.startsWith('migrate --from local')) continue
      // It needs none: it shows all providers then.
      if (line === 'capabilities' && file === undefined && args.length === 0) continue
      await hold(typed(line), { names: [...place, ...names], args, env: { ...env, ...more } })
    }
    await remove()
  })
})

/** What is wrong with the settings of an adapter: the options, and what has to be named beside file and path. */
interface WrongSetting {
  what: string
  options(vendor: Vendor): object
  env?: (vendor: Vendor) => Record<string, string>
  names(vendor: Vendor): (string | RegExp)[]
}

const secret = (vendor: Vendor): [option: string, variable: string] => {
  const found = Object.entries(options[vendor]).filter(([, value]) => typeof Object(value).env === 'string')
  const [option, value] = found.at(-1) ?? expect.unreachable()
  return [option, String(Object(value).env)]
}

const wrongSettings: readonly WrongSetting[] = [
  {
    what: 'a missing secret',
    options: () => ({}),
    env: (vendor) => Object.fromEntries(Object.entries(env).filter(([name]) => name !== secret(vendor)[1])),
    names: (vendor) => [`options.${secret(vendor)[0]}`, secret(vendor)[1], 'Set'],
  },
  {
    what: 'an empty secret',
    options: () => ({}),
    env: (vendor) => ({ ...env, [secret(vendor)[1]]: '' }),
    names: (vendor) => [`options.${secret(vendor)[0]}`, secret(vendor)[1], 'Set'],
  },
  {
    what: 'a misspelt setting',
    options: () => ({ timeoutMS: 5 }),
    names: () => ['options.timeoutMS', 'unknown setting', /Did you mean timeoutMs\?/],
  },
  {
    what: 'a setting of the wrong type',
    options: () => ({ timeoutMs: 'soon' }),
    names: () => ['options.timeoutMs', 'expected', 'Mend'],
  },
  {
    what: 'a base URL that is none',
    options: () => ({ baseUrl: 'the usual one' }),
    names: () => ['options.baseUrl', 'expected a URL', 'Mend'],
  },
  {
    what: 'a base URL without http or https',
    options: () => ({ baseUrl: 'ftp://api.example.com' }),
    names: () => ['options.baseUrl', 'expected https', 'Mend'],
  },
  {
    what: 'a base URL whose requests anybody could read',
    options: () => ({ baseUrl: 'http://api.example.com' }),
    names: () => ['options.baseUrl', 'expected https', 'Mend'],
  },
]

const ids: readonly (WrongSetting & { vendor: Vendor })[] = [
  {
    vendor: 'wix',
    what: 'an id that cannot be one',
    options: () => ({ siteId: 'my site' }),
    names: () => ['options.siteId', 'expected an id'],
  },
  {
    vendor: 'capillary',
    what: 'an id that cannot be one',
    options: () => ({ programId: 'gold' }),
    names: () => ['options.programId', 'whole number'],
  },
  {
    vendor: 'scrip',
    what: 'an id that cannot be one',
    options: () => ({ programId: 'gold' }),
    names: () => ['options.programId', 'UUID'],
  },
]

function configOf(vendor: Vendor, more: object): Record<string, string> {
  const baseUrl = backends.ready[vendor]?.url ?? ''
  const shop = { adapter: vendor, options: { baseUrl, ...options[vendor], ...more } }
  const ladder = { name: 'Rewards', tiers: [] }
  const providers = { shop, local: { adapter: 'memory', options: { ladder } } }
  return {
    'rungs.config.yaml': JSON.stringify({ use: 'shop', providers }),
    'change.yaml': changes[vendor],
  }
}

const place = ['rungs.config.yaml', 'providers.shop']

describe.each(vendors)('settings of %s that cannot be used are told by every command', (vendor) => {
  const all = [...wrongSettings, ...ids.filter((item) => item.vendor === vendor)]
  it.each(all)('$what', async ({ options: more, env: environment, names }) => {
    const remove = await write(configOf(vendor, more(vendor)))
    const wrong = { names: [...place, ...names(vendor)], env: environment?.(vendor) ?? env }
    for (const { line } of commands) await hold(typed(line, vendor), wrong)
    await remove()
  })
})

/** What becomes of a request that a right-looking config leads to. */
interface WrongEnd {
  what: string
  options?: (address: string) => object
  env?: Record<string, string>
  fault?: Fault
  /** Only some commands. */
  lines?: RegExp
  names(vendor: Vendor): (string | RegExp)[]
}

const https = (address: string): string => address.replace('http:', 'https:')
const addressOfPage = (): string => {
  const at = page.address()
  return `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}`
}
const variable = (vendor: Vendor): string => `${vendor.toUpperCase()}_BASE_URL`

/** After a write that a page answered nobody knows: it is told as such, with 1. */
const reads = /^(doctor|tiers (list|get)|ladder get|members (standing|explain|history)|migrate)/

const wrongEnds: readonly WrongEnd[] = [
  {
    what: 'a port that nobody listens on',
    options: () => ({ baseUrl: 'http://127.0.0.1:59' }),
    names: (vendor) => ['http://127.0.0.1:59', 'could not be reached', 'baseUrl', variable(vendor)],
  },
  {
    what: 'a host that there is not',
    options: () => ({ baseUrl: 'https://rungs.invalid' }),
    names: (vendor) => ['https://rungs.invalid', 'DNS', 'baseUrl', variable(vendor)],
  },
  {
    what: 'https to a port that speaks http',
    options: (address) => ({ baseUrl: https(address) }),
    names: (vendor) => [/https:\/\/127\.0\.0\.1:\d+/, 'TLS', 'https or http', variable(vendor)],
  },
  {
    what: 'a web page in place of the API',
    options: () => ({ baseUrl: addressOfPage() }),
    lines: reads,
    names: (vendor) => [/http:\/\/127\.0\.0\.1:\d+/, 'page', 'baseUrl is the API', variable(vendor)],
  },
  {
    what: 'a key that is refused',
    fault: { kind: 'status', status: 401, times: 99 },
    names: (vendor) => ['401', /[Cc]heck (the )?(apiKey|credentials)/, Object.keys(options[vendor])[0] ?? ''],
  },
  {
    what: 'a key that may not',
    fault: { kind: 'status', status: 403, times: 99 },
    names: () => ['403', 'Use a key that may do this'],
  },
  {
    what: 'a key that the vendor does not know',
    env: {
      ...env,
      WIX_API_KEY: `IST.invalid.${canary}`,
      CAPILLARY_USERNAME: 'invalid',
      VINR_SECRET_KEY: `sk_live_invalid_${canary}`,
      SCRIP_API_KEY: `sk_invalid_${canary}`,
    },
    names: () => ['401', 'Check the key'],
  },
]

describe.each(vendors)('a way to %s that leads nowhere is told by every command that goes it', (vendor) => {
  it.each(wrongEnds)(
    '$what',
    async ({ options: more = () => ({}), env: environment = env, fault, lines: some = /./, names }) => {
      const remove = await write(configOf(vendor, more(backends.ready[vendor]?.url ?? '')))
      const emulator = backends.emulators.find((item) => item.vendor === vendor) ?? expect.unreachable()
      const lines = (await sending()).filter(({ line }) => some.test(line))
      for (const { line } of lines) {
        emulator.reset()
        emulator.setFaults(fault === undefined ? [] : [fault, fault])
        await hold(typed(line, vendor), { names: [...place, ...names(vendor)], env: environment })
      }
      expect(lines.length).toBeGreaterThan(6)
      emulator.reset()
      await remove()
    },
  )
})

it.each([
  ['programId', '550e8400-e29b-41d4-a716-446655440fff', 'SCRIP_PROGRAM_ID'],
  ['ladder', '550e8400-e29b-41d4-a716-446655440fff', 'SCRIP_LADDER'],
])('a %s that Scrip does not have is told by what reads the ladder', async (setting, id, name) => {
  const remove = await write(configOf('scrip', { [setting]: id }))
  const names = [...place, setting, name, 'Mend']
  for (const line of ['doctor', 'tiers list', 'ladder get', 'migrate --from shop --to local'])
    await hold(line, { names })
  await remove()
})

/** The commands that send a request at all: what a provider cannot do is refused before. */
async function sending(): Promise<typeof commands> {
  const { stdout } = await runHere(['capabilities', '--json'], { cwd, env })
  const { capabilities } = document(stdout) as { capabilities: Record<string, { support: string }> }
  return commands.filter(
    ({ operation }) => operation !== undefined && capabilities[operation]?.support !== 'unsupported',
  )
}

function literally(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
}
