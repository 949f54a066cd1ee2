import { ok } from './assert.js'
import { show } from './equal.js'

/** Holds that every expected path is named, itself or by a path below it, and that no other path is. */
export function namesOnly(named: readonly string[], expected: readonly string[]): void {
  for (const path of expected)
    ok(
      named.some((candidate) => isBelow(candidate, path)),
      `expected ${path} to be named, got ${show(named)}`,
    )
  for (const path of named)
    ok(
      expected.some((root) => isBelow(path, root)),
      `expected nothing but ${show(expected)} to be named, got ${show(named)}`,
    )
}

/** Whether a path is `root` or lies below it. */
export function isBelow(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}.`) || path.startsWith(`${root}[`)
}
