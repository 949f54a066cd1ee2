import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { names } from '../src/backends.js'

it('there is a file of pairs for each provider', () => {
  const files = readdirSync(new URL('pairs', import.meta.url)).sort()
  expect(files).toEqual(names.map((name) => `${name}.test.ts`).sort())
})
