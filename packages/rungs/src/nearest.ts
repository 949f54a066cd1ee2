/** How many letters have to be put in, left out or changed to make one word of another. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** The word that somebody may have meant: the nearest, if it is near; upper and lower case are as one. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((other) => ({ other, far: distance(word.toLowerCase(), other.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)
  const [first] = ranked
  if (first === undefined) return undefined
  const isNear = first.far <= (word.length < 6 ? word.length / 2 : word.length / 3)
  return isNear ? first.other : undefined
}
