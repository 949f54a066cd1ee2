import { readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'

/** The top of the checkout of Rungs that a folder is in, seen from that folder; `undefined` where it is in none. */
export async function checkoutAbove(dir: string): Promise<string | undefined> {
  for (let at = dirname(dir); ; at = dirname(at)) {
    if (await isCheckout(at)) return relative(dir, at).replaceAll('\\', '/')
    if (at === dirname(at)) return undefined
  }
}

async function isCheckout(dir: string): Promise<boolean> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(dir, 'packages/model/package.json'), 'utf8'))
    await readFile(join(dir, 'pnpm-workspace.yaml'))
    return Object(manifest).name === '@rungs/model'
  } catch {
    return false
  }
}
