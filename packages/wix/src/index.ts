export type { WixNative, WixNativeOptions } from './native.js'
export { wix, wix as default } from './provider.js'
export type { WixSettings } from './settings.js'
export type { WixCallOptions, WixImage, WixInput, WixOutput, WixRecordOptions } from './vendor.js'
