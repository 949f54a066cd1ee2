import type { Page, Tier, TierInput } from '@rungs/model'
import { equal, ok, rejects, settle } from '../assert.js'
import { cases } from '../case.js'
import type { CaseContext } from '../context.js'
import { deletesDraftsOnly, makeTier, makeTiers, removable, tierInput } from '../setup.js'

/** Law 3. */
export const pagingCases = cases('order and paging', [
  {
    id: 'L3.empty-list',
    title: 'without tiers the list is one empty page without a cursor',
    requires: ['tiers.list'],
    run: async (t) => {
      equal(await t.client.tiers.list(), { items: [] }, 'the page')
      equal(await t.client.tiers.list().toArray({ max: 1 }), [], 'everything')
    },
  },
  {
    id: 'L3.ascending-by-rank',
    title: 'tiers made in any order are listed ascending by rank, which is ascending by threshold',
    requires: ['tiers.create', 'tiers.list'],
    run: async (t) => {
      const made = await makeTiers(t, 8, true)
      const { items } = await t.client.tiers.list({ limit: 100 })
      equal(ids(items), ids(made), 'the order of the list')
      ascending(items)
    },
  },
  {
    id: 'L3.base-is-never-listed',
    title: 'every listed tier has a rank of 1 or more',
    requires: ['tiers.create', 'tiers.list', 'tier.rule'],
    run: async (t) => {
      await t.client.tiers.create(tierInput(t, 1, { threshold: 0 }))
      await makeTier(t, 2)
      for (const tier of await everything(t)) ok(tier.rank >= 1, `${tier.name}: expected rank 1 or more`)
    },
  },
  ...[1, 2, 3, 5, 6, 7, 8, 100].map((limit) => ({
    id: `L3.pages-of.${limit}` as const,
    title: `seven tiers in pages of ${limit} are complete, in order, without duplicates`,
    requires: ['tiers.create', 'tiers.list'] as const,
    run: async (t: CaseContext) => {
      const made = await makeTiers(t, 7, true)
      const pages = await pagesOf(t, limit)
      for (const { items } of pages)
        ok(items.length <= limit, `expected at most ${limit} items, got ${items.length}`)
      for (const { items } of pages.slice(0, -1))
        ok(items.length > 0, 'expected no empty page before the last')
      equal(ids(pages.flatMap(({ items }) => items)), ids(made), 'the pages together')
    },
  })),
  {
    id: 'L3.iteration-is-complete',
    title: 'iterating gives everything, in the order of the list',
    requires: ['tiers.create', 'tiers.list'],
    run: async (t) => {
      const made = await makeTiers(t, 5)
      const seen: Tier[] = []
      for await (const tier of t.client.tiers.list({ limit: 2 })) seen.push(tier)
      equal(ids(seen), ids(made), 'what was iterated')
    },
  },
  {
    id: 'L3.many-tiers',
    title: 'as many as 105 tiers, or as many as the backend takes, are listed completely',
    requires: ['tiers.create', 'tiers.list'],
    run: async (t) => {
      const made: Tier[] = []
      for (let n = 1; n <= 105; n += 1) {
        const outcome = await settle(() => makeTier(t, n), `tier ${n}`)
        if (!outcome.ok) {
          ok(n > 5, `expected more than ${n - 1} tiers to fit: ${outcome.error.message}`)
          break
        }
        made.push(outcome.value)
      }
      equal(ids(await everything(t)), ids(made), 'the list by default pages')
      equal(ids(await t.client.tiers.list({ limit: 100 }).toArray({ max: 1000 })), ids(made), 'by 100')
      if (t.supports('ladder.get')) equal(ids((await t.client.ladder.get()).tiers), ids(made), 'the ladder')
    },
  },
  {
    id: 'L3.awaited-is-one-page',
    title: 'an awaited list is one page, and its cursor leads to the next',
    requires: ['tiers.create', 'tiers.list'],
    run: async (t) => {
      const made = await makeTiers(t, 3)
      const first = await t.client.tiers.list({ limit: 2 })
      equal(ids(first.items), ids(made.slice(0, 2)), 'the first page')
      const cursor = first.nextCursor
      ok(typeof cursor === 'string' && cursor !== '', 'expected a cursor')
      const second = await t.client.tiers.list({ limit: 2, cursor })
      equal(ids(second.items), ids(made.slice(2)), 'the second page')
      equal('nextCursor' in second, false, 'a cursor on the last page')
    },
  },
  {
    id: 'L3.same-question-same-answer',
    title: 'the same page read twice is the same',
    requires: ['tiers.create', 'tiers.list'],
    run: async (t) => {
      await makeTiers(t, 4, true)
      equal(await t.client.tiers.list({ limit: 3 }), await t.client.tiers.list({ limit: 3 }), 'the page')
    },
  },
  {
    id: 'L3.to-array-holds-its-limit',
    title: 'toArray gives as many as max, and refuses more',
    requires: ['tiers.create', 'tiers.list'],
    run: async (t) => {
      await makeTiers(t, 3)
      equal((await t.client.tiers.list({ limit: 2 }).toArray({ max: 3 })).length, 3, 'items')
      await rejects(() => t.client.tiers.list({ limit: 2 }).toArray({ max: 2 }), 'rejected', 'toArray')
    },
  },
  {
    id: 'L3.insert-while-paging',
    title: 'a tier made between two pages makes no duplicate and hides no tier that was there',
    requires: ['tiers.create', 'tiers.list'],
    run: async (t) => {
      const places = t.subject.limits?.grows === 'upwards' ? [9] : [0.5, 3.5, 9]
      for (const n of places) {
        await t.subject.reset()
        const made = await makeEven(t)
        const seen = await pageThrough(t, () => t.client.tiers.create(between(t, n)))
        withoutDuplicates(seen)
        const found = new Set(ids(seen))
        for (const { id, name } of made) ok(found.has(id), `${name} is missing after an insert at ${n}`)
      }
    },
  },
  {
    id: 'L3.delete-while-paging',
    title: 'after a tier is deleted between two pages the rest is complete, or paging fails openly',
    requires: ['tiers.create', 'tiers.delete', 'tiers.list'],
    run: async (t) => {
      for (const victim of deletesDraftsOnly(t) ? [4] : [0, 1, 2, 4]) {
        await t.subject.reset()
        const made = await makeEven(t, removable(t))
        const gone = made[victim]?.id ?? ''
        const outcome = await settle(
          () => pageThrough(t, () => t.client.tiers.delete(gone)),
          `paging after tier ${victim} of page 1 (0, 1) or later (2, 4) was deleted`,
        )
        if (!outcome.ok) continue
        withoutDuplicates(outcome.value)
        const found = new Set(ids(outcome.value))
        for (const { id, name } of made)
          ok(found.has(id) || id === gone, `${name} is missing after another tier was deleted`)
      }
    },
  },
  {
    id: 'L3.unknown-cursor',
    title: 'a cursor that was never given out is refused, or begins nowhere; it never repeats the first page',
    requires: ['tiers.create', 'tiers.list'],
    run: async (t) => {
      await makeTiers(t, 3)
      const outcome = await settle(() => t.client.tiers.list({ limit: 2, cursor: 'no-such-cursor' }), 'list')
      if (outcome.ok) equal(outcome.value.items, [], 'items behind an unknown cursor')
      else equal(outcome.error.code, 'invalid_input', 'the code of the refusal')
    },
  },
  {
    id: 'L3.order-follows-change',
    title:
      'a tier that is moved up is listed in its new place; where none may pass another, that is a conflict',
    requires: ['tiers.create', 'tiers.update', 'tiers.list', 'tier.rule'],
    run: async (t) => {
      const [first, ...rest] = await makeTiers(t, 3)
      const rank = t.isNative('tier.rank') ? { rank: 9 } : {}
      const move = (): PromiseLike<unknown> =>
        t.client.tiers.update(first?.id ?? '', { threshold: 900, ...rank })
      const stays = t.subject.limits?.grows === 'upwards'
      if (stays) await rejects(move, ['conflict', 'rejected'], 'moving it up')
      else await move()
      const items = await everything(t)
      const expected = stays ? [first?.id, ...ids(rest)] : [...ids(rest), first?.id]
      equal(ids(items), expected, 'the order afterwards')
      ascending(items)
    },
  },
])

async function pagesOf(t: CaseContext, limit: number): Promise<Page<Tier>[]> {
  const pages: Page<Tier>[] = []
  let cursor: string | undefined
  do {
    const page: Page<Tier> = await t.client.tiers.list({ limit, ...(cursor === undefined ? {} : { cursor }) })
    pages.push(page)
    cursor = page.nextCursor
    ok(pages.length < 100, 'paging did not end after 100 pages')
  } while (cursor !== undefined)
  return pages
}

/** Reads pages of two; after the first, something happens. */
async function pageThrough(t: CaseContext, meanwhile: () => PromiseLike<unknown>): Promise<Tier[]> {
  const seen: Tier[] = []
  for await (const tier of t.client.tiers.list({ limit: 2 })) {
    seen.push(tier)
    if (seen.length === 2) await meanwhile()
    ok(seen.length < 100, 'paging did not end after 100 tiers')
  }
  return seen
}

/** Five tiers with room for others between them. */
async function makeEven(t: CaseContext, last: Partial<TierInput> = {}): Promise<Tier[]> {
  const made: Tier[] = []
  for (const n of [2, 4, 6, 8]) made.push(await makeTier(t, n))
  return [...made, await makeTier(t, 10, last)]
}

function between(t: CaseContext, n: number): ReturnType<typeof tierInput> {
  const rank = t.isNative('tier.rank') ? { rank: Math.max(1, Math.round(n * 2)) } : {}
  return tierInput(t, n * 2, { name: 'Newcomer', threshold: n * 200, ...rank })
}

function everything(t: CaseContext): Promise<Tier[]> {
  return t.client.tiers.list().toArray({ max: 1000 })
}

function ids(tiers: readonly Tier[]): string[] {
  return tiers.map(({ id }) => id)
}

function withoutDuplicates(tiers: readonly Tier[]): void {
  equal(new Set(ids(tiers)).size, tiers.length, 'different tiers among those seen')
}

function ascending(tiers: readonly Tier[]): void {
  for (const [index, { rank }] of tiers.entries())
    ok(rank > (tiers[index - 1]?.rank ?? 0), `expected ranks to ascend, got ${rank} at ${index}`)
}
