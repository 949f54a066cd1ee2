/** The names in a text, with one blank between two. */
export type NameIn<Text extends string> = Text extends `${infer First} ${infer Rest}`
  ? First | NameIn<Rest>
  : Text

/** An object with a key for each name in texts. */
export function names<Text extends string>(
  ...texts: readonly Text[]
): { readonly [Name in NameIn<Text>]: true } {
  const all = texts.flatMap((text) => text.split(' '))
  return Object.fromEntries(all.map((name) => [name, true])) as { [Name in NameIn<Text>]: true }
}
