import type { CapillaryCallOptions, CapillaryInput } from '@rungs/capillary'
import type { CallOptions } from '@rungs/client'
import type { TierInput } from '@rungs/model'
import type { ScripCallOptions, ScripInput } from '@rungs/scrip'
import type { VinrCallOptions, VinrInput } from '@rungs/vinr'
import type { WixCallOptions, WixInput } from '@rungs/wix'
import { describe, expectTypeOf, it } from 'vitest'

/* What an app keeps in a variable of an adapter's type goes where it belongs. Checked by the compiler. */
describe('the types that adapters publish', () => {
  it('fit the vendor part of an input', () => {
    type Vendor = NonNullable<TierInput['vendor']>
    expectTypeOf<{ wix: WixInput }>().toExtend<Vendor>()
    expectTypeOf<{ capillary: CapillaryInput }>().toExtend<Vendor>()
    expectTypeOf<{ vinr: VinrInput }>().toExtend<Vendor>()
    expectTypeOf<{ scrip: ScripInput }>().toExtend<Vendor>()
    expectTypeOf<{ wix: { icons: [] } }>().not.toExtend<Vendor>()
  })

  it('fit the vendor part of the options of a call', () => {
    type Vendor = NonNullable<CallOptions['vendor']>
    expectTypeOf<{ wix: WixCallOptions }>().toExtend<Vendor>()
    expectTypeOf<{ capillary: CapillaryCallOptions }>().toExtend<Vendor>()
    expectTypeOf<{ vinr: VinrCallOptions }>().toExtend<Vendor>()
    expectTypeOf<{ scrip: ScripCallOptions }>().toExtend<Vendor>()
  })
})
