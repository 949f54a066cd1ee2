/**
 * The results of requests that go side by side, like `Promise.all`, but a failure waits for the others to end: a call
 * that has been answered leaves nothing on the wire, and sends nothing more.
 * @throws the first failure in the order of the requests.
 */
export async function together<Requests extends readonly unknown[] | []>(
  ...requests: Requests
): Promise<{ -readonly [Index in keyof Requests]: Awaited<Requests[Index]> }> {
  await Promise.allSettled(requests)
  return Promise.all(requests)
}
