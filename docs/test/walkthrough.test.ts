import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documents, outputAfter, root, type Snippet, snippetsOf } from './markdown.js'
import { canRun, Walkthrough } from './walkthrough.js'

/*
 * Documents whose shell, Python and Node blocks are run from top to bottom. `start` marks what starts emulators, for all
 * blocks up to the next one; `run` what is run, in the same folder; `output`, right after it, what it prints.
 */

const isStep = ({ lang, meta }: Snippet): boolean => lang !== 'ts' && /^(start|run)\b/.test(meta)

const walks = documents()
  .map((file) => [file, snippetsOf(file)] as const)
  .filter(([, snippets]) => snippets.some(isStep))

describe.each(walks)('%s, from top to bottom', (file, snippets) => {
  let walk: Walkthrough
  beforeAll(() => {
    walk = new Walkthrough(join(root, 'docs', '.snippets', `walk-${basename(file, '.md')}`))
  })
  afterAll(() => walk.end())

  for (const step of snippets.filter(isStep))
    test.skipIf(!canRun(step))(`line ${step.line}, ${step.lang}`, async () => {
      if (step.meta.startsWith('start')) return walk.start(step)
      const printed = await walk.run(step)
      const output = outputAfter(snippets, step)
      if (output?.lang === 'json') expect(JSON.parse(printed)).toEqual(JSON.parse(output.code))
      else expect(printed).toBe(output === undefined ? '' : `${output.code}\n`)
    })
})

test('every block of output belongs to a block that is run', () => {
  const stray = documents()
    .map(snippetsOf)
    .flatMap((snippets) =>
      snippets.filter(
        (snippet, index) => snippet.meta === 'output' && !snippets[index - 1]?.meta.startsWith('run'),
      ),
    )
  expect(stray.map(({ file, line }) => `${file}:${line}`)).toEqual([])
})
