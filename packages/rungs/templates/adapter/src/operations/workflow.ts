import type { TierProvider } from '@rungs/model'
import { notWritten } from '../not-written.js'

/** The handlers of drafts and their review. Where Acme has none, this file goes. */
export function workflowOperations(): TierProvider['operations'] {
  return {
    'workflow.submit': async () => todo('workflow.submit'),
    'workflow.approve': async () => todo('workflow.approve'),
    'workflow.reject': async () => todo('workflow.reject'),
    'workflow.publish': async () => todo('workflow.publish'),
  }
}

function todo(what: string): never {
  return notWritten('src/operations/workflow.ts', what)
}
