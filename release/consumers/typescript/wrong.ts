import { createClient } from '@rungs/client'
import { memory } from '@rungs/memory'

// A name is no number: a compiler that could not read the declarations would take it for `any` and say nothing.
export const name: number = (await createClient(memory()).tiers.get('gold')).name
