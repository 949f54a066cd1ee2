import type { Benefit, Issue, Json, JsonObject, Ledger } from '@rungs/model'
import type { ReasonOf } from './reasons.js'

/** A vendor that keeps the benefits of a tier as one object of free JSON. */
export interface BenefitObject {
  /** The vendor's name, for messages. */
  vendor: string
  /** The key under which the labels are kept, as a list; the setting `labelsKey`. */
  labelsKey: string
  /** Why the vendor cannot hold a path. */
  reasonOf: ReasonOf
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const orderKeyOf = (labelsKey: string): string => `${labelsKey}_order`

/**
 * Benefits as one object: keys with their values, the labels as one list. Read back, labels come first and keys in the
 * order of their text, since servers may keep objects in an order of their own; any other order is kept as a list
 * beside them, in which null stands for the next label.
 */
export function benefitsBody(
  benefits: readonly Benefit[],
  { vendor, labelsKey, reasonOf }: BenefitObject,
  ledger: Ledger,
): { body: JsonObject; issues: Issue[] } {
  if (benefits.length === 0) ledger.mapped('benefits')
  const issues: Issue[] = []
  const labels: string[] = []
  const values = new Map<string, Json>()
  const order: (string | null)[] = []
  for (const [index, benefit] of benefits.entries()) {
    const path = `benefits[${index}]`
    if ('label' in benefit) {
      ledger.emulated(path, reasonOf('tier.benefits.label'))
      labels.push(benefit.label)
      order.push(null)
    } else if (benefit.key === labelsKey || benefit.key === orderKeyOf(labelsKey)) {
      ledger.mapped(path)
      const message = `expected another key: labels are kept under this one; the setting labelsKey moves them`
      issues.push({ path: `${path}.key`, message })
    } else if (values.has(benefit.key)) {
      ledger.lost(path, `${vendor} keeps one value for each key of benefits`)
    } else {
      ledger.mapped(path)
      values.set(benefit.key, benefit.value)
      order.push(benefit.key)
    }
  }
  const usual = [...labels.map(() => null), ...[...values.keys()].sort(byText)]
  if (labels.length > 0) values.set(labelsKey, labels)
  if (order.some((entry, index) => entry !== usual[index])) values.set(orderKeyOf(labelsKey), order)
  return { body: Object.fromEntries(values), issues }
}

/** Benefits of one object, as {@link benefitsBody} makes it; a list of labels that is none counts as a value like any other. */
export function benefitsOf(
  body: { [key: string]: unknown } | null | undefined,
  labelsKey: string,
): Benefit[] {
  const values = new Map(Object.entries(body ?? {}) as [string, Json][])
  const labels = take(values, labelsKey, (entry) => typeof entry === 'string' && entry !== '') as string[]
  const isPlace = (entry: Json): boolean => entry === null || typeof entry === 'string'
  const order = take(values, orderKeyOf(labelsKey), isPlace) as (string | null)[]
  const usual = [...labels.map(() => null), ...[...values.keys()].sort(byText)]
  return [...order, ...usual].flatMap((key): Benefit[] => {
    if (key === null) return labels.splice(0, 1).map((label) => ({ label }))
    const value = values.get(key)
    return values.delete(key) && value !== undefined ? [{ key, value }] : []
  })
}

/** Takes a list out, if it is one of such entries. */
function take(values: Map<string, Json>, key: string, fits: (entry: Json) => boolean): Json[] {
  const list = values.get(key)
  if (!Array.isArray(list) || !list.every(fits)) return []
  values.delete(key)
  return [...list]
}
