/** What `vendor.memory` holds in a tier. */
export interface MemoryOutput {
  /** The comment of the last approval or rejection. */
  comment?: string
}

declare module '@rungs/model' {
  interface VendorInput {
    /** There is nothing to give; any key in it is refused. */
    memory?: Record<string, never>
  }
  interface VendorOutput {
    /** Of `@rungs/memory`. */
    memory?: MemoryOutput
  }
}
