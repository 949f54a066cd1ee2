/** What is used of autocannon, which brings no types. */
declare module 'autocannon' {
  interface Load {
    url: string
    headers: Record<string, string>
    /** Requests, all connections together. */
    amount: number
    connections: number
  }
  interface Result {
    requests: { total: number }
    latency: { p99: number }
    non2xx: number
    errors: number
    /** Seconds. */
    duration: number
  }
  export default function autocannon(load: Load): Promise<Result>
}
