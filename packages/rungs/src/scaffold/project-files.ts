import type { AdapterNames } from './names.js'

/** The tools that a new adapter of its own is built with; the same as those of Rungs. */
const tools = {
  '@types/node': '20.19.25',
  tsup: '8.5.1',
  typescript: '5.9.3',
  vitest: '4.1.12',
} as const

const zod = '4.6.7'

/**
 * The files around the sources of a new adapter. In a checkout of Rungs (`top` leads there from the adapter) they are
 * those of the packages beside it; elsewhere they stand on their own, over the published packages of this `version`.
 */
export function projectFiles(
  names: AdapterNames,
  version: string,
  top: string | undefined,
): Map<string, string> {
  if (top !== undefined) {
    return new Map([
      [
        'package.json',
        manifest(names, 'workspace:*', 'catalog:', { tsup: 'catalog:', vitest: 'catalog:' }, true),
      ],
      ['tsconfig.json', json({ extends: `${top}/tsconfig.base.json`, include })],
      ['tsup.config.ts', shared(`${top}/tsup.base.js`, 'packageBuild')],
      ['vitest.config.ts', shared(`${top}/vitest.base.js`, 'packageTests')],
    ])
  }
  return new Map([
    ['.gitignore', 'node_modules/\ndist/\n'],
    ['package.json', manifest(names, `^${version}`, zod, tools, false)],
    ['tsconfig.json', json({ compilerOptions, include })],
    ['tsup.config.ts', tsupConfig],
    ['vitest.config.ts', vitestConfig],
  ])
}

const include = ['src', 'test', '*.ts']

const compilerOptions = {
  target: 'ES2022',
  lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
  types: ['node'],
  module: 'NodeNext',
  moduleResolution: 'NodeNext',
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: true,
  noEmit: true,
}

const tsupConfig = `import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts'],
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  dts: true,
  clean: true,
})
`

const vitestConfig = `import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { include: ['test/**/*.test.ts'] } })
`

function shared(from: string, name: string): string {
  return `import { ${name} } from '${from}'\n\nexport default ${name}()\n`
}

function manifest(
  { title, packageName }: AdapterNames,
  ours: string,
  zodVersion: string,
  others: Readonly<Record<string, string>>,
  inCheckout: boolean,
): string {
  const entry = { types: './dist/index.d.ts', default: './dist/index.js' }
  const rest = { './package.json': './package.json' }
  return json({
    name: packageName,
    version: '0.0.0',
    description: `${title} for Rungs.`,
    license: 'MIT',
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20.19' },
    files: ['dist', 'README.md'],
    exports: { '.': inCheckout ? { '@rungs/source': './src/index.ts', ...entry } : entry, ...rest },
    publishConfig: { access: 'public', ...(inCheckout ? { exports: { '.': entry, ...rest } } : {}) },
    scripts: {
      build: 'tsup',
      ...(inCheckout
        ? { bundle: 'tsup --no-dts', packaging: 'publint --strict && attw --pack . --profile esm-only' }
        : { typecheck: 'tsc' }),
      test: 'vitest run',
      next: 'vitest run --bail 1 --reporter dot',
    },
    dependencies: { '@rungs/model': ours, '@rungs/transport': ours, zod: zodVersion },
    devDependencies: { '@rungs/contract': ours, ...others },
  })
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
