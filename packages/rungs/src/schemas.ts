/** The schemas and parsers of the common model; they load zod, which the rest does not. */
export * from '@rungs/model/schemas'
