/** The words of a text. */
type Word<Text extends string> = Text extends `${infer First} ${infer Rest}` ? First | Word<Rest> : Text

/** An object with a key for each name, from texts of names with one blank between two. */
export function names<Text extends string>(
  ...texts: readonly Text[]
): { readonly [Name in Word<Text>]: true } {
  const all = texts.flatMap((text) => text.split(' '))
  return Object.fromEntries(all.map((name) => [name, true])) as { [Name in Word<Text>]: true }
}
