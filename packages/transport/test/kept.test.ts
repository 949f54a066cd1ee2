import type { Tier, TierPatch } from '@rungs/model'
import { describe, expect, it } from 'vitest'
import { failuresOf, refuseKept } from '../src/index.js'

const tier: Tier = {
  ...{ id: 'gold', name: 'Gold', rank: 1, status: 'active', color: '#FFD700' },
  benefits: [{ label: 'Tea' }, { label: 'Lounge' }],
}
const shown = (patch: TierPatch): Tier =>
  refuseKept(tier, patch, { vendor: 'Acme', hint: 'Ask Acme.' }, failuresOf('acme'))

describe('a tier that a reply shows', () => {
  it.each<TierPatch>([
    {},
    { color: '#FFD700', name: 'Gold' },
    { icon: null, description: null, rule: null, validity: null },
    { benefits: tier.benefits },
    { benefits: [...tier.benefits, { label: 'More' }] },
  ])('after %j is what was asked for', (patch) => {
    expect(shown(patch)).toBe(tier)
  })

  it('is no success where it has what was to go, and says that the rest was made', () => {
    const said = { code: 'unexpected_response', issues: [{ path: 'color' }, { path: 'benefits' }] }
    expect(() => shown({ color: null, icon: null, benefits: [{ label: 'Tea' }] })).toThrow(
      expect.objectContaining({
        code: said.code,
        message: 'Acme has kept what was to go of color, benefits, and changed all else. Ask Acme.',
        issues: said.issues.map((issue) => expect.objectContaining(issue)),
      }),
    )
  })
})
