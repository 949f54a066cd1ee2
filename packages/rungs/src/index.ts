/** The client and the common model under one name. Importing it does no work and reads nothing. */
export * from '@rungs/client'
export * from '@rungs/model'
