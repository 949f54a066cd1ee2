/** A small seeded source of randomness, so that every run sees the same inputs. */
export interface Random {
  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number
  /** One of the items. */
  pick<T>(items: readonly [T, ...T[]]): T
  /** True in one of `of` cases. */
  chance(of: number): boolean
  /** A copy in another order. */
  shuffled<T>(items: readonly T[]): T[]
}

/** Makes a {@link Random} from a seed (xorshift, 32 bits). */
export function seeded(seed: number): Random {
  let state = seed | 0 || 0x9e3779b9
  const next = (): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 0x1_0000_0000
  }
  const whole = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1))
  return {
    whole,
    pick: (items) => items[whole(0, items.length - 1)] ?? items[0],
    chance: (of) => whole(1, of) === 1,
    shuffled: (items) =>
      items
        .map((item) => ({ item, order: next() }))
        .sort((a, b) => a.order - b.order)
        .map(({ item }) => item),
  }
}
