/** A colour as red, green, blue, from 0 to 255. */
type Rgb = readonly [number, number, number]

/** `#rrggbb` or `rgb(r, g, b)` as numbers. */
function rgbOf(text: string): Rgb {
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(text)
  const parts = hex?.slice(1).map((part) => Number.parseInt(part, 16)) ?? text.match(/[\d.]+/g)?.map(Number)
  const [red, green, blue] = parts ?? []
  if (red === undefined || green === undefined || blue === undefined) throw new Error(`No colour: ${text}`)
  return [red, green, blue]
}

/** The contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2, "contrast ratio" and "relative luminance"). */
export function contrastOf(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(rgbOf(a)), luminance(rgbOf(b))].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
