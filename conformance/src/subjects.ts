import type { Subject } from '@rungs/contract'
import { memory } from '@rungs/memory'
import { capillarySubject } from '../../packages/capillary/test/contract-subject.js'
import { scripSubject } from '../../packages/scrip/test/contract-subject.js'
import { vinrSubject } from '../../packages/vinr/test/contract-subject.js'
import { wixSubject } from '../../packages/wix/test/contract-subject.js'

/** Every provider as its own package puts it to the contract suite, in process. */
export const subjects: { readonly [provider: string]: () => Subject | Promise<Subject> } = {
  memory: memorySubject,
  wix: () => wixSubject('fetch'),
  capillary: () => capillarySubject('fetch'),
  vinr: () => vinrSubject('fetch'),
  scrip: () => scripSubject('fetch'),
}

function memorySubject(): Subject {
  const provider = memory()
  const empty = provider.native?.snapshot()
  const reset = async (): Promise<void> => {
    if (empty !== undefined) provider.native?.restore(empty)
  }
  return { provider, reset }
}
