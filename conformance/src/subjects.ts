import type { Subject } from '@rungs/contract'
import { memory } from '@rungs/memory'
import { vinrSubject } from '../../packages/vinr/test/contract-subject.js'

/** Every provider as its own package puts it to the contract suite, in process. */
export const subjects: { readonly [provider: string]: () => Subject | Promise<Subject> } = {
  memory: memorySubject,
  vinr: () => vinrSubject('fetch'),
}

function memorySubject(): Subject {
  const provider = memory()
  const empty = provider.native?.snapshot()
  const reset = async (): Promise<void> => {
    if (empty !== undefined) provider.native?.restore(empty)
  }
  return { provider, reset }
}
