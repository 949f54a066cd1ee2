import { Readable } from 'node:stream'

const linesAtOnce = 1000

/** A CSV of so many made-up members, the same at every run: few have much, most have little. */
export function generatedCsv(count: number): Readable {
  return Readable.from(chunks(count))
}

function* chunks(count: number): Generator<string> {
  let text = 'id,points.earned,spend,visits\n'
  const random = seeded(20_260_301)
  for (let index = 0; index < count; index += 1) {
    const share = random() ** 4
    const points = Math.floor(share * 20_000)
    const cents = Math.floor(share * random() * 1_000_000)
    text += `m${index},${points},${(cents / 100).toFixed(2)},${Math.floor(random() * 45)}\n`
    if (index % linesAtOnce === linesAtOnce - 1) {
      yield text
      text = ''
    }
  }
  yield text
}

/** Numbers from 0 to 1 that only look random (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
