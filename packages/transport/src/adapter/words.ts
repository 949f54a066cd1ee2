/** Our word for a vendor's, by a table of the vendor's words by ours; `undefined` for one that the table has not. */
export function wordFor<Word extends string>(
  table: { readonly [word in Word]?: string | undefined },
  code: unknown,
): Word | undefined {
  return (Object.keys(table) as Word[]).find((word) => table[word] === code)
}
