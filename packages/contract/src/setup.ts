import type { ActivityInput, CapabilityKey, Json, Metric, Standing, Tier, TierInput } from '@rungs/model'
import type { CaseContext } from './context.js'

/** The name of the `n`th plain tier; names sort in another order than the tiers do. */
export function nameOf(n: number): string {
  return `${'QFZAMTXBKD'.charAt(Math.floor(n) % 10)} tier ${n}`
}

/** The `n`th of the suite's plain tiers: a name, `n` hundred of the default metric, and a rank where ranks are held. */
export function tierInput(t: CaseContext, n: number, extra: Partial<TierInput> = {}): TierInput {
  const rule = extra.rule === undefined && t.supports('tier.rule') ? { threshold: n * 100 } : {}
  const rank = t.isNative('tier.rank') ? { rank: n } : {}
  return { name: nameOf(n), ...rule, ...rank, ...extra }
}

/** Creates the `n`th plain tier. */
export async function makeTier(t: CaseContext, n: number, extra: Partial<TierInput> = {}): Promise<Tier> {
  return t.client.tiers.create(tierInput(t, n, extra))
}

/** What makes a tier one that can be deleted: where only drafts can, it is a draft. */
export function removable(t: CaseContext): Partial<TierInput> {
  return deletesDraftsOnly(t) ? { status: 'draft' } : {}
}

/** Whether a tier that counts stays for good. */
export function deletesDraftsOnly(t: CaseContext): boolean {
  return t.subject.limits?.deletes === 'drafts'
}

/** Creates the plain tiers 1 to `count`, in another order when asked for; gives them ascending. */
export async function makeTiers(t: CaseContext, count: number, shuffled = false): Promise<Tier[]> {
  const numbers = Array.from({ length: count }, (_, index) => index + 1)
  const made = new Map<number, Tier>()
  const mixed = shuffled && t.subject.limits?.grows !== 'upwards'
  for (const n of mixed ? t.random.shuffled(numbers) : numbers) made.set(n, await makeTier(t, n))
  return numbers.flatMap((n) => made.get(n) ?? [])
}

/** Every tier that the backend has, read through paging. */
export async function allTiers(t: CaseContext): Promise<Tier[]> {
  return t.client.tiers.list({ limit: 100 }).toArray({ max: 10_000 })
}

/** A member that the backend knows, without any activity. */
export async function newMember(t: CaseContext, name = 'member'): Promise<string> {
  if (t.subject.member !== undefined) return t.subject.member(freshId(t, name))
  const id = await newPerson(t, name)
  await t.client.members.enroll(id)
  return id
}

/** Somebody who can be enrolled and is no member yet. */
export async function newPerson(t: CaseContext, name = 'person'): Promise<string> {
  const id = freshId(t, name)
  return (await t.subject.person?.(id)) ?? id
}

function freshId(t: CaseContext, name: string): string {
  return `${name}-${t.random.whole(100_000, 999_999)}`
}

/** A member's standing, after the backend has judged everything that is due. */
export async function standingOf(t: CaseContext, memberId: string): Promise<Standing> {
  await t.subject.evaluate?.()
  return t.client.members.standing(memberId)
}

/** The activity that raises the default metric, and the capability that it needs. */
export function raising(
  metric: Metric,
  by: number | string,
): { activity: ActivityInput; key: CapabilityKey } {
  if (metric === 'spend') return { activity: { type: 'purchase', spend: by }, key: 'activity.purchase' }
  if (metric === 'visits') return { activity: { type: 'visit' }, key: 'activity.visit' }
  if (metric.startsWith('counter:')) {
    const counter = metric.slice('counter:'.length)
    return { activity: { type: 'counter', counter, add: by }, key: 'activity.counter' }
  }
  return { activity: { type: 'earn', points: by }, key: 'activity.earn' }
}

/** Raises a member's default metric. */
export async function raise(t: CaseContext, memberId: string, by: number): Promise<void> {
  const { activity } = raising(t.provider.defaultMetric, by)
  const times = activity.type === 'visit' ? by : 1
  for (let count = 0; count < times; count += 1) await t.client.members.record(memberId, activity)
}

/** Why a member's metric cannot be raised here, if it cannot. */
export function cannotRaise(t: CaseContext): string | undefined {
  const { key } = raising(t.provider.defaultMetric, 1)
  const capability = t.capability(key)
  return capability.support === 'unsupported' ? `${key}: ${capability.reason}` : undefined
}

/** All that the suite can see of the backend, to hold that nothing changed. */
export async function snapshot(t: CaseContext, memberId?: string): Promise<Json> {
  const seen = {
    tiers: t.supports('tiers.list') ? await allTiers(t) : [],
    ladder: t.supports('ladder.get') ? { ...(await t.client.ladder.get()), tiers: [] } : null,
    standing: memberId === undefined ? null : { ...(await standingOf(t, memberId)), asOf: '' },
  }
  return JSON.parse(JSON.stringify(seen))
}

/** A whole second: backends may keep no more. */
const started = Math.floor(Date.now() / 1000) * 1000

/** An instant so many days before the suite began, the same whenever asked. */
export function daysAgo(days: number): string {
  return new Date(started - days * 86_400_000).toISOString()
}
