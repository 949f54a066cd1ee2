const unitMs = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const

const isUnit = (unit: string): unit is keyof typeof unitMs => Object.hasOwn(unitMs, unit)

/** What a Go duration can hold, about 292 years. */
const MAX_MS = 9_223_372_036_854

const whole = /^\+?(?:(?:\d{1,16}(?:\.\d{0,16})?|\.\d{1,16})(?:ns|us|µs|ms|s|m|h)){1,16}$/
const part = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g

/** Milliseconds of a Go duration such as `720h` or `1h30m`; undefined when it is none or not positive. */
export const goDurationMs = (text: string): number | undefined => {
  if (!whole.test(text)) return undefined
  let ms = 0
  for (const [, amount, unit = ''] of text.matchAll(part))
    if (isUnit(unit)) ms += Number(amount) * unitMs[unit]
  const rounded = Math.ceil(ms)
  return rounded > 0 && rounded <= MAX_MS ? rounded : undefined
}
