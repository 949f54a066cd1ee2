/** The forms that a config can be written in. */
export const formats = ['ts', 'yaml', 'json'] as const

/** One of {@link formats}. */
export type ConfigFormat = (typeof formats)[number]
