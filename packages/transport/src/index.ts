export { type Failure, failuresOf, sentence } from './adapter/failure.js'
export { type Native, type NativeOptions, nativeOf, type RouteGroups } from './adapter/native.js'
export { createReader, type Read, type ReaderSettings } from './adapter/reader.js'
export {
  type Check,
  type Checks,
  type CommonSettings,
  checkAdapterSettings,
  defaultsOf,
  environment,
  refuseSettings,
  type Sourced,
  settingOr,
  text,
} from './adapter/settings.js'
export { isJsonObject, type VendorPart, vendorPart } from './adapter/vendor-part.js'
export { path } from './path.js'
export { decideRetry, type FailureKind, type RetryDecision, type RetryInput } from './retry.js'
export { sendOverFetch } from './send.js'
export { createTransport } from './transport.js'
export type {
  Explanation,
  Idempotency,
  Method,
  Pairs,
  Reply,
  ReplyHeaders,
  Send,
  SendReply,
  SendRequest,
  Transport,
  TransportSettings,
  WireRequest,
} from './types.js'
