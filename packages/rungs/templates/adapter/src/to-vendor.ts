import {
  type Accounting,
  type CapabilityKey,
  type Issue,
  type JsonObject,
  Ledger,
  type TierDraft,
  type TierPatch,
} from '@rungs/model'
import { isJsonObject, vendorPart } from '@rungs/transport'
import { capabilities, reasonOf } from './capabilities.js'

/** A tier in Acme's fields, with the account of where every leaf went. */
export interface TierTranslation {
  body: JsonObject
  accounting: Accounting
  /** What makes the input invalid for Acme; nothing may be sent then. */
  issues: Issue[]
}

/**
 * Translates a tier to create. Total: it never throws. The ledger begins with every leaf of the draft; say of each
 * what became of it (`mapped`, `emulated`, `vendor`, `lost`). What nobody speaks for is lost, and says so.
 */
export function tierBody(draft: TierDraft): TierTranslation {
  const ledger = new Ledger(draft)
  const { fields, issues } = extraFields(draft.vendor, ledger)
  const body: JsonObject = {}
  // body.name = draft.name
  // ledger.mapped('name')
  return { body: { ...body, ...fields }, accounting: ledger.close(lossReason), issues }
}

/** Translates a change of a tier; what is absent stays, `null` clears. Total: it never throws. */
export function patchBody(patch: TierPatch): TierTranslation {
  const ledger = new Ledger(patch)
  const { fields, issues } = extraFields(patch.vendor, ledger)
  const body: JsonObject = {}
  return { body: { ...body, ...fields }, accounting: ledger.close(lossReason), issues }
}

/** Acme's fields that the common model speaks for; under `vendor.acme` they would get in its way. */
const own: readonly string[] = []

/** The fields of an input's `vendor.acme`. What is not of the form of `AcmeInput` is an issue. */
function extraFields(
  vendor: JsonObject | undefined,
  ledger: Ledger,
): { fields: JsonObject; issues: Issue[] } {
  const { values, issues } = vendorPart(vendor, 'acme', ['fields'])
  const { fields = {} } = values
  if (!isJsonObject(fields)) issues.push({ path: 'vendor.acme.fields', message: 'expected an object' })
  for (const name of isJsonObject(fields) ? Object.keys(fields).filter((key) => own.includes(key)) : [])
    issues.push({
      path: `vendor.acme.fields.${name}`,
      message: 'the tier itself has this; leave it out here',
    })
  if (issues.length > 0 || !isJsonObject(fields)) return { fields: {}, issues }
  ledger.vendor('vendor.acme')
  return { fields, issues }
}

/** The reason of the leaves that nobody spoke for: that of their capability. */
function lossReason(path: string): string {
  const field = /^\w+/.exec(path)?.[0] ?? ''
  const key =
    field === 'benefits' ? `tier.benefits.${path.endsWith('.label') ? 'label' : 'value'}` : `tier.${field}`
  return isKey(key) ? reasonOf(key) : 'Acme has no place for it'
}

function isKey(key: string): key is CapabilityKey {
  return Object.hasOwn(capabilities, key)
}
