import type { JsonObject } from '@rungs/model'

/** What `vendor.acme` may hold in a tier to create or to change. Anything else in it is refused. */
export type AcmeInput = {
  /** Fields of Acme's that the common model has none for, sent as they are. */
  fields?: JsonObject
}

/** What `vendor.acme` holds in outputs: the fields of Acme's that the common model has no place for. */
export type AcmeOutput = JsonObject

declare module '@rungs/model' {
  interface VendorInput {
    acme?: AcmeInput
  }
  interface VendorOutput {
    acme?: AcmeOutput
  }
}
