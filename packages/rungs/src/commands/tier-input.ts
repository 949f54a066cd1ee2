import type { Io } from '../io.js'
import { objectFrom } from './input-file.js'

/** The options by which a tier is described. */
export interface TierFlags {
  name?: string
  threshold?: string
  benefit?: string[]
  from?: string
}

/** Collects an option that may be given again and again. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value]
}

/**
 * The tier that the command line describes: the file, with the flags on top. It is not checked here; the client
 * does that, and names every wrong path.
 * @throws UsageError when the file cannot be read, or is no object.
 */
export async function tierInputOf({ from, benefit, name, threshold }: TierFlags, io: Io): Promise<object> {
  const written = await objectFrom(from, io, 'one tier, for example `name: Gold` and `threshold: 5000`')
  return {
    ...written,
    ...(name === undefined ? {} : { name }),
    ...(threshold === undefined ? {} : { threshold }),
    ...(benefit === undefined ? {} : { benefits: benefit }),
  }
}
