import { RungsError } from '@rungs/model'

/** Stands in for the loader where there is no file system. */
export function load(): Promise<never> {
  return Promise.reject(
    new RungsError({
      code: 'configuration',
      message:
        'loadClient() needs a file system. In a browser or worker, use createClient() with an adapter.',
    }),
  )
}
