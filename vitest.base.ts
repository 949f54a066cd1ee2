import { defineConfig, type ViteUserConfig } from 'vitest/config'

const conditions = ['@rungs/source', 'module', 'node', 'import', 'default']

/**
 * How every package is tested: from source, so that no build has to come first. The files of a package share what they
 * have loaded, for loading it anew for each costs as much as the tests; where modules are mocked, `isolate: true`.
 */
export const packageTests = (test: ViteUserConfig['test'] = {}): ViteUserConfig =>
  defineConfig({
    resolve: { conditions },
    ssr: { resolve: { conditions, externalConditions: conditions } },
    test: { include: ['test/**/*.test.ts'], testTimeout: 20_000, isolate: false, ...test },
  })
