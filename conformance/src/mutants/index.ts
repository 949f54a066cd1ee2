import type { Mutant } from '../breaking.js'
import { answers } from './answers.js'
import { losing } from './losses.js'
import { writes } from './writes.js'

/** Providers that are broken on purpose, each against a law. */
export const mutants: readonly Mutant[] = [...losing, ...writes, ...answers]
