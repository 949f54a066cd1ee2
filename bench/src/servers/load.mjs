import autocannon from 'autocannon'

/** Load from a process of its own: `load.mjs URL HEADERS REQUESTS CONNECTIONS`; the result goes to the parent. */
const [url = '', headers = '{}', amount = '1', connections = '10'] = process.argv.slice(2)
const { requests, non2xx, errors, latency, duration } = await autocannon({
  url,
  headers: JSON.parse(headers),
  amount: Number(amount),
  connections: Number(connections),
})
process.send?.({ requests: requests.total, seconds: duration, failed: non2xx + errors, p99: latency.p99 })
process.disconnect?.()
