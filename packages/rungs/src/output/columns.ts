import stringWidth from 'string-width'

/** How many columns of a terminal a text takes: wide letters take two, marks on letters none, colour codes none. */
export function widthOf(text: string): number {
  return stringWidth(text)
}

/** The widest of some texts, in columns. */
export function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(widthOf))
}

/** Blanks behind a text, up to a width in columns. */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

/** As much of a text as fits, whole letters only; with `more` at its end where something is left out. */
export function cut(text: string, width: number, more: string): string {
  if (widthOf(text) <= width) return text
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (widthOf(kept + segment + more) > width) break
    kept += segment
  }
  return kept + more
}
