/** The entries of a record that are there: those that are `undefined` or `null` are left out. */
export function present<Entries extends object>(
  entries: Entries,
): { [Key in keyof Entries]?: NonNullable<Entries[Key]> } {
  const there = Object.entries(entries).filter(([, value]) => value !== undefined && value !== null)
  return Object.fromEntries(there) as { [Key in keyof Entries]?: NonNullable<Entries[Key]> }
}
