/**
 * Each adapter, with settings that suffice and a text that only its own code holds.
 * @typedef {{ name: string, options: string, mark: string }} Adapter
 */

/** @type {Adapter[]} */
export const overHttp = [
  { name: 'vinr', options: "{ apiKey: 'key' }", mark: 'api.vinr.com' },
  { name: 'wix', options: "{ apiKey: 'key', siteId: 'site' }", mark: 'www.wixapis.com' },
  {
    name: 'scrip',
    options: "{ apiKey: 'key', programId: '550e8400-e29b-41d4-a716-446655440001', ladder: 'status' }",
    mark: 'api.scrip.dev',
  },
  {
    name: 'capillary',
    options: "{ programId: 973, username: 'till', password: 'word' }",
    mark: 'eu.intouch.capillarytech.com',
  },
]

/** @type {Adapter[]} */
export const adapters = [...overHttp, { name: 'memory', options: '', mark: '@rungs/memory' }]
