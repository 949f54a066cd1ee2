import { expect, it, vi } from 'vitest'
import { useVendor, vendor } from './backend.js'

useVendor()

// The others prove nothing if a stray request could leave unseen.
it('fails a request that nobody answers for', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  await expect(fetch('https://tracker.example/collect')).rejects.toThrow()
  expect(said.mock.calls.join()).toContain('https://tracker.example/collect')
  expect(vendor.requests()).toEqual([])
})
