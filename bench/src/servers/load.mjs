import autocannon from 'autocannon'

/** Load from a process of its own: `load.mjs URL HEADERS REQUESTS CONNECTIONS`; the result goes to the parent. */
const [url = '', headers = '{}', amount = '1', connections = '10'] = process.argv.slice(2)
const { requests, non2xx, errors, latency, duration } = await autocannon({
  url,
  headers: JSON.parse(headers),
  amount: Number(amount),
  connections: Number(connections),
  // Milliseconds. The end is noticed at a sample only: at the default, a second, whole seconds are all it can tell.
  sampleInt: 10,
})
process.send?.({ requests: requests.total, seconds: duration, failed: non2xx + errors, p99: latency.p99 })
process.disconnect?.()
