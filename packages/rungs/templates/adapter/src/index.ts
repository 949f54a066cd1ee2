export type { AcmeNative } from './native.js'
export { acme, acme as default } from './provider.js'
export type { AcmeSettings } from './settings.js'
export type { AcmeInput, AcmeOutput } from './vendor.js'
