import { defineConfig, type ViteUserConfig } from 'vitest/config'

const conditions = ['@rungs/source', 'module', 'node', 'import', 'default']

/** How every package is tested: from source, so that no build has to come first. */
export const packageTests = (test: ViteUserConfig['test'] = {}): ViteUserConfig =>
  defineConfig({
    resolve: { conditions },
    ssr: { resolve: { conditions, externalConditions: conditions } },
    test: { include: ['test/**/*.test.ts'], testTimeout: 20_000, ...test },
  })
