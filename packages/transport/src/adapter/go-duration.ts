const units: { readonly [unit: string]: number } = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  µs: 1e-6,
  ns: 1e-9,
}

/** A Go duration (`2160h`, `1h30m`) for an ISO 8601 one; `undefined` for calendar years and months. */
export function goDuration(iso: string): string | undefined {
  const parts = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(
    iso,
  )
  const [years, months, weeks, days, hours, minutes, seconds] = (parts ?? [])
    .slice(1)
    .map((part) => Number(part ?? 0))
  if (parts === null || years || months) return undefined
  const whole = ((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)
  const rest = `${minutes ? `${minutes}m` : ''}${seconds ? `${seconds}s` : ''}`
  return whole > 0 || rest === '' ? `${whole}h${rest}` : rest
}

/** An ISO 8601 duration for a Go one, in whole days where it is: `2160h` is `P90D`. Parts of a second are cut off. */
export function isoDuration(go: string): string {
  let total = 0
  for (const [, amount, unit = ''] of go.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|us|µs|ns|s)/g)) {
    total += Number(amount) * (units[unit] ?? 0)
  }
  const seconds = Math.floor(total)
  if (seconds > 0 && seconds % 86_400 === 0) return `P${seconds / 86_400}D`
  const [hours, minutes, left] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${left ? `${left}S` : ''}`
  return `PT${time === '' ? '0S' : time}`
}
