/** How something is drawn. Without any of it: plain ASCII, no colours, no line breaks, fit for files and pipes. */
export interface Style {
  /** Box-drawing characters instead of ASCII. */
  unicode?: boolean
  /** Colours of the terminal. */
  color?: boolean
  /** The columns of the terminal; absent: as wide as it gets. */
  width?: number
}
