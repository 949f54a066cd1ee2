import type { Vendor } from '@rungs/emulators'

/** Planted as every credential; nothing that the command prints may hold it. */
export const canary = 'cAnArY0123456789'

/** A program of the emulators' documented state, and a ladder that it has. */
const programs = { capillary: 973, scrip: '550e8400-e29b-41d4-a716-446655440001' } as const

/** The options of a provider whose config is right, but for where it is; secrets by name of the variable. */
export const options: Readonly<Record<Vendor, Record<string, unknown>>> = {
  wix: { apiKey: { env: 'WIX_API_KEY' }, siteId: 'site-1' },
  capillary: {
    username: { env: 'CAPILLARY_USERNAME' },
    password: { env: 'CAPILLARY_PASSWORD' },
    programId: programs.capillary,
  },
  vinr: { apiKey: { env: 'VINR_SECRET_KEY' } },
  scrip: { apiKey: { env: 'SCRIP_API_KEY' }, programId: programs.scrip, ladder: 'status' },
}

/** The environment that those options read. */
export const env: Readonly<Record<string, string>> = {
  WIX_API_KEY: `IST.${canary}`,
  CAPILLARY_USERNAME: 'till',
  CAPILLARY_PASSWORD: canary,
  VINR_SECRET_KEY: `sk_live_${canary}`,
  SCRIP_API_KEY: `sk_${canary}`,
}

/** Every command that loads a config, and the operation that it asks for. */
export const commands: readonly { line: string; operation?: string }[] = [
  { line: 'doctor', operation: 'tiers.list' },
  { line: 'capabilities' },
  { line: 'tiers list', operation: 'tiers.list' },
  { line: 'tiers get TIER', operation: 'tiers.get' },
  { line: 'tiers create --name Gold --threshold 9000', operation: 'tiers.create' },
  { line: 'tiers update TIER --name Gold', operation: 'tiers.update' },
  { line: 'tiers delete TIER', operation: 'tiers.delete' },
  { line: 'ladder get', operation: 'ladder.get' },
  { line: 'ladder update --from change.yaml', operation: 'ladder.update' },
  { line: 'workflow submit TIER', operation: 'workflow.submit' },
  { line: 'workflow approve TIER', operation: 'workflow.approve' },
  { line: 'workflow reject TIER', operation: 'workflow.reject' },
  { line: 'workflow publish TIER', operation: 'workflow.publish' },
  { line: 'members standing MEMBER', operation: 'members.standing' },
  { line: 'members explain MEMBER', operation: 'members.explain' },
  { line: 'members history MEMBER', operation: 'members.history' },
  { line: 'members enroll MEMBER', operation: 'members.enroll' },
  { line: 'members assign MEMBER TIER', operation: 'members.assign' },
  { line: 'members record MEMBER --points 5', operation: 'members.record' },
  { line: 'migrate --from shop --to local', operation: 'ladder.get' },
  { line: 'migrate --from local --to shop', operation: 'tiers.list' },
]

/** Wix refuses by itself what is no GUID. */
const guid = '550e8400-e29b-41d4-a716-446655440002'

/** A line as it is typed for a vendor. */
export function typed(line: string, vendor?: Vendor): string {
  const [tier, member] = vendor === 'wix' ? [guid, guid] : ['1', 'ada']
  return line.replace('TIER', tier).replace('MEMBER', member)
}

/** A change of the ladder that each provider which has settings can hold. */
export const changes: Readonly<Record<Vendor, string>> = {
  wix: 'status: paused\n',
  capillary: 'baseTier: { name: Base }\n',
  vinr: 'status: paused\n',
  scrip: 'name: Club\n',
}

/** What is wrong with a config before its adapter is asked, and what the one message has to name. */
export interface WrongFile {
  what: string
  /** The config's name and text; absent: there is none. */
  file?: string
  text?: string
  args?: string[]
  env?: Record<string, string>
  /** Beside the file itself: the path in it, the cause and the fix. */
  names: (string | RegExp)[]
}

const memory = 'adapter: memory'
const yaml = 'rungs.config.yaml'

export const wrongFiles: readonly WrongFile[] = [
  { what: 'no config', names: ['no rungs.config', 'rungs init', '--provider'] },
  {
    what: 'YAML that is none',
    file: yaml,
    text: `use: shop\nproviders: { shop: { apiKey: ${canary}\n`,
    names: [/not valid YAML .*line \d+/, 'Mend'],
  },
  {
    what: 'JSON that is none',
    file: 'rungs.config.json',
    text: `{\n  "providers": { "shop": { "apiKey": "${canary}", } }\n}`,
    names: [/not valid JSON, see line 2/, 'Mend'],
  },
  { what: 'an empty file', file: yaml, text: '', names: [/expected/, 'Mend'] },
  {
    what: 'TypeScript that does not parse',
    file: 'rungs.config.ts',
    text: `export default { key: '${canary}' as }\n`,
    names: ['cannot be loaded', /line 1/, 'Mend'],
  },
  {
    what: 'TypeScript that throws',
    file: 'rungs.config.ts',
    text: "throw new Error('the vault is sealed')\n",
    names: ['cannot be loaded', 'the vault is sealed', 'Mend'],
  },
  {
    what: 'TypeScript without a default export',
    file: 'rungs.config.ts',
    text: 'export const config = {}\n',
    names: [/expected|unknown key/, 'Mend'],
  },
  {
    what: 'a misspelt key',
    file: yaml,
    text: `use: shop\nprovider: { shop: { adapter: vinr, options: { apiKey: ${canary} } } }\n`,
    names: ['provider: unknown key', /Did you mean providers\?/],
  },
  {
    what: 'a misspelt key of a provider',
    file: yaml,
    text: `providers: { shop: { adaptor: vinr, options: { apiKey: ${canary} } } }\n`,
    names: ['providers.shop.adaptor: unknown key', /Did you mean adapter\?/],
  },
  {
    what: 'providers of the wrong type',
    file: yaml,
    text: `providers: [{ ${memory} }]\n`,
    names: [/providers: .*expected/i, 'Mend'],
  },
  {
    what: 'an adapter of the wrong type',
    file: yaml,
    text: 'providers: { shop: { adapter: 5 }, local: { adapter: memory } }\n',
    names: ['providers.shop.adapter', 'expected', 'Mend'],
  },
  {
    what: 'options of the wrong type',
    file: yaml,
    text: `providers: { shop: { adapter: vinr, options: [] }, local: { ${memory} } }\n`,
    names: ['providers.shop.options', 'expected', 'Mend'],
  },
  {
    what: 'an adapter that is not installed',
    file: yaml,
    text: `use: shop\nproviders: { shop: { adapter: '@acme/loyalty' }, local: { ${memory} } }\n`,
    names: ['providers.shop.adapter', '@acme/loyalty is not installed', /install/i],
  },
  {
    what: 'a misspelt adapter',
    file: yaml,
    text: `use: shop\nproviders: { shop: { adapter: vnir }, local: { ${memory} } }\n`,
    names: ['providers.shop.adapter', 'vnir is not installed', /Did you mean vinr\?/],
  },
  {
    what: 'a package that is no adapter',
    file: yaml,
    text: `use: shop\nproviders: { shop: { adapter: '@rungs/model' }, local: { ${memory} } }\n`,
    names: ['providers.shop.adapter', '@rungs/model', 'no adapter', 'Mend'],
  },
  {
    what: 'a `use` that there is not',
    file: yaml,
    text: `use: shpo\nproviders: { shop: { ${memory} }, local: { ${memory} } }\n`,
    names: ['use', "'shpo'", "'shop'", /Did you mean shop\?/],
  },
  {
    what: 'a RUNGS_USE that there is not',
    file: yaml,
    text: `use: shop\nproviders: { shop: { ${memory} }, local: { ${memory} } }\n`,
    env: { RUNGS_USE: 'loca' },
    names: ['RUNGS_USE', "'loca'", /Did you mean local\?/],
  },
  {
    what: 'a --provider that there is not',
    file: yaml,
    text: `use: shop\nproviders: { shop: { ${memory} }, local: { ${memory} } }\n`,
    args: ['--provider', 'shopp'],
    names: ["'shopp'", "'shop'", /Did you mean shop\?/],
  },
  {
    what: 'two providers and none chosen',
    file: yaml,
    text: `providers: { shop: { ${memory} }, local: { ${memory} } }\n`,
    names: ['no provider is chosen', 'RUNGS_USE', "'shop'"],
  },
]
