import type { Issue, Ledger } from '@rungs/model'

/** The longest texts that a vendor holds, in characters, by field. */
export type Longest<Field extends string> = { readonly [field in Field]: number }

/**
 * Takes the texts that are given, each mapped; one that is too long is an issue. In characters, as people count: where
 * a vendor counts smaller units, it says itself what is too long.
 * @param at where the fields are: `baseTier.`, or nothing.
 */
export function takeTexts<Field extends string>(
  given: { readonly [field in NoInfer<Field>]?: string | null | undefined },
  longest: Longest<Field>,
  vendor: string,
  ledger: Ledger,
  issues: Issue[],
  at = '',
): { [field in Field]?: string } {
  const taken: { [field in Field]?: string } = {}
  for (const field of Object.keys(longest) as Field[]) {
    const text: string | null | undefined = given[field]
    if (text === undefined || text === null) continue
    const path = `${at}${field}`
    ledger.mapped(path)
    taken[field] = text
    const message = `expected at most ${longest[field]} characters: ${vendor} holds no more`
    if ([...text].length > longest[field]) issues.push({ path, message })
  }
  return taken
}
