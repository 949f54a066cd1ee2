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
