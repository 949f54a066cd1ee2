import { defineConfig, type Options } from 'tsup'

/** How every package is built: ESM for Node 20 and browsers, with declarations. */
export const packageBuild = (overrides: Options = {}): ReturnType<typeof defineConfig> =>
  defineConfig({
    entry: ['src/index.ts'],
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    dts: true,
    clean: true,
    splitting: true,
    treeshake: false,
    sourcemap: false,
    ...overrides,
  })
