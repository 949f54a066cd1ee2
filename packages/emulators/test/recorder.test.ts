import { expect, it } from 'vitest'
import type { Call } from '../src/core/call.js'
import { Recorder } from '../src/core/recorder.js'
import { Redactor } from '../src/core/redact.js'

/* Bounded in number and in size, so that a load test does not fill the memory. */

const call = (path: string, body = ''): Call => ({
  method: 'POST',
  path,
  query: '',
  headers: { 'x-api-key': 'sk_test' },
  body,
  oversized: false,
})

it('keeps the last 10,000 requests', () => {
  const recorder = new Recorder(new Redactor(['x-api-key']))
  for (let count = 0; count < 35_000; count += 1) recorder.add(call(`/v1/tiers/${count}`))
  const paths = recorder.list().map(({ path }) => path)
  expect([paths.length, paths[0], paths.at(-1)]).toEqual([10_000, '/v1/tiers/25000', '/v1/tiers/34999'])
})

it('keeps no more than 32 MiB of bodies', () => {
  const recorder = new Recorder(new Redactor(['x-api-key']))
  const body = 'x'.repeat(1_000_000)
  for (let count = 0; count < 40; count += 1) recorder.add(call(`/${count}`, body))
  const paths = recorder.list().map(({ path }) => path)
  expect([paths.length, paths[0]]).toEqual([33, '/7'])
})

it('tells the status that was set later', () => {
  const recorder = new Recorder(new Redactor(['x-api-key']))
  const entry = recorder.add(call('/v1/tiers'))
  entry.status = 200
  expect(recorder.list()[0]?.status).toBe(200)
})

it('redacts the fields of a body that carry credentials, in JSON and in forms', () => {
  const recorder = new Recorder(new Redactor([], ['client_secret', 'refresh_token']))
  const body = '{"client_id":"app","client_secret": "a\\"b","scope":"x"}'
  recorder.add({ method: 'POST', path: '/token', query: '', headers: {}, body, oversized: false })
  const form = 'refresh_token=r%201&scope=x'
  recorder.add({ method: 'POST', path: '/token', query: '', headers: {}, body: form, oversized: false })
  expect(recorder.list().map((request) => request.body)).toEqual([
    '{"client_id":"app","client_secret": "[redacted]","scope":"x"}',
    'refresh_token=[redacted]&scope=x',
  ])
})
