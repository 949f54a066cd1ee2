/** What a provider needs before its first call. It is small, and all else is loaded with that call: see `later`. */
export * from './adapter/failure.js'
export * from './adapter/late-provider.js'
export * from './adapter/later.js'
export * from './adapter/names.js'
export * from './adapter/reasons.js'
export * from './adapter/settings.js'
