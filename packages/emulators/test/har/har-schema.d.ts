declare module 'har-schema' {
  /** The JSON Schemas of HAR 1.2, by the name of what each one describes. */
  const schemas: Record<string, object>
  export default schemas
}
