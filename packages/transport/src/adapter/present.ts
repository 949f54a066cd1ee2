/** The entries of a record that are there: those that are `undefined` or `null` are left out. */
export function present<Entries extends object>(
  entries: Entries,
): { [Key in keyof Entries]?: NonNullable<Entries[Key]> } {
  const there: { [Key in keyof Entries]?: NonNullable<Entries[Key]> } = {}
  // No lists of entries: every tier that is read comes through here, several times.
  for (const key of Object.keys(entries) as (keyof Entries)[]) {
    const value = entries[key]
    if (value !== undefined && value !== null) there[key] = value
  }
  return there
}
