export type { VinrNative, VinrNativeOptions } from './native.js'
export { vinr, vinr as default } from './provider.js'
export type { VinrSettings } from './settings.js'
export type { VinrCallOptions, VinrInput, VinrOutput } from './vendor.js'
