/**
 * Who may import whom. The picture is in docs/architecture.md; a change here is a change of the architecture and
 * wants a page under docs/decisions/.
 */
const adapters = ['wix', 'capillary', 'vinr', 'scrip']
const anyAdapter = `(${adapters.join('|')})`

/** A package's sources may reach only these packages of ours (beside itself). */
const may = {
  model: [],
  engine: ['model'],
  transport: ['model'],
  memory: ['model', 'engine'],
  client: ['model'],
  emulators: [],
  contract: ['model', 'client'],
  ...Object.fromEntries(adapters.map((name) => [name, ['model', 'transport']])),
}

const layering = Object.entries(may).map(([name, allowed]) => ({
  name: `${name}-imports-only-${allowed.join('-and-') || 'nothing-of-ours'}`,
  severity: 'error',
  from: { path: `^packages/${name}/src/` },
  to: { path: '^packages/', pathNot: `^packages/(${[name, ...allowed].join('|')})/` },
}))

/** The published packages that a package's sources may reach; everything else is a dev tool or a mistake. */
const libraries = {
  model: ['zod'],
  engine: [],
  transport: ['ky'],
  memory: [],
  client: ['zod', 'jiti', 'lilconfig', 'yaml'],
  contract: [],
  ...Object.fromEntries(adapters.map((name) => [name, ['zod']])),
  // MD5: docs/decisions/0019.
  capillary: ['zod', '@noble/hashes'],
}

const libraryRules = Object.entries(libraries).map(([name, allowed]) => ({
  name: `${name}-uses-only-${allowed.join('-and-') || 'no-library'}`,
  severity: 'error',
  from: { path: `^packages/${name}/src/` },
  to: {
    path: 'node_modules/',
    pathNot: allowed.length === 0 ? undefined : `node_modules/(${allowed.join('|')})/`,
  },
}))

module.exports = {
  forbidden: [
    ...layering,
    ...libraryRules,
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one concept, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'pure-packages-touch-no-platform',
      comment: 'These run in browsers and workers too; the client reads files only to load a config.',
      severity: 'error',
      from: { path: '^packages/(model|engine|transport|memory|contract|wix|capillary|vinr|scrip)/src/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'client-touches-files-only-in-config',
      severity: 'error',
      from: { path: '^packages/client/src/', pathNot: '^packages/client/src/config/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'adapters-never-import-each-other',
      severity: 'error',
      from: { path: `^packages/${anyAdapter}/src/` },
      to: { path: `^packages/${anyAdapter}/src/`, pathNot: '^packages/$1/src/' },
    },
    {
      name: 'examples-use-published-entry-points',
      severity: 'error',
      from: { path: '^examples/' },
      to: { path: '^packages/[^/]+/(src|dist)/(?!index\\.)', dependencyTypes: ['local'] },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        path: '^packages/[^/]+/src/',
        pathNot: '\\.d\\.ts$|load\\.browser\\.ts$|index\\.ts$',
      },
      to: {},
    },
    {
      name: 'nothing-unresolvable',
      severity: 'error',
      from: { path: '^(packages|examples)/[^/]+/(src|test)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|__fixtures__)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@rungs/source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
}
