import type { Page } from '@rungs/model'
import { RungsError } from '@rungs/model'
import type { Call, Details, ListCall } from './types.js'

/** A promise of data that is backed by a promise of details. */
export class DetailedCall<T> implements Call<T> {
  readonly [Symbol.toStringTag] = 'Promise'

  constructor(private readonly details: Promise<Details<T>>) {}

  // biome-ignore lint/suspicious/noThenProperty: a call is a promise
  then<A = T, B = never>(
    fulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    const data = this.details.then(({ data }) => data)
    return data.then(fulfilled, rejected)
  }

  catch<B = never>(rejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, rejected)
  }

  finally(settled?: (() => void) | null): Promise<T> {
    return this.then().finally(settled)
  }

  withDetails(): Promise<Details<T>> {
    return this.details
  }
}

/** A list that starts with its first page and reads on only while it is iterated. */
export class PagedCall<T> extends DetailedCall<Page<T>> implements ListCall<T> {
  constructor(
    first: Promise<Details<Page<T>>>,
    private readonly next: (cursor: string) => Promise<Details<Page<T>>>,
  ) {
    super(first)
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    const seen = new Set<string>()
    let page = (await this.withDetails()).data
    for (;;) {
      yield* page.items
      const cursor = page.nextCursor
      if (cursor === undefined) return
      if (seen.has(cursor)) throw repeated()
      seen.add(cursor)
      page = (await this.next(cursor)).data
    }
  }

  async toArray(options: { max: number }): Promise<T[]> {
    // A failure of the first page, which is on its way already, comes first.
    await this.withDetails()
    const max = maxOf(options)
    const items: T[] = []
    for await (const item of this) {
      if (items.length === max) {
        throw new RungsError({
          code: 'rejected',
          message: `The list has more than ${max} items. Ask for more with a higher max, or iterate.`,
        })
      }
      items.push(item)
    }
    return items
  }
}

function maxOf(options: { max?: unknown } | undefined): number {
  const max = options?.max
  if (typeof max === 'number' && max >= 0) return max
  const message = 'expected the number of items at which to stop, as in toArray({ max: 1000 })'
  throw new RungsError({
    code: 'invalid_input',
    message: `max: ${message}`,
    issues: [{ path: 'max', message }],
  })
}

function repeated(): RungsError {
  return new RungsError({
    code: 'unexpected_response',
    message: 'The provider gave the same cursor twice, so the list would never end.',
  })
}
