import { type Issue, RungsError } from '@rungs/model'

/** A `configuration` error: where it is wrong, every path of it, and what to do. */
export function configurationError(
  where: string,
  issues: readonly Issue[],
  advice = '',
  cause?: unknown,
): RungsError {
  const lines = issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
  const message = `${where}: ${lines.join('; ')}${advice === '' ? '' : `. ${advice}`}`
  return new RungsError({ code: 'configuration', message, issues, cause })
}

/** What is wrong with a config, collected from all who look at it, so that it can be told at once. */
export class Problems {
  private readonly issues: Issue[] = []
  private readonly advice = new Set<string>()

  /** @param where The file, or what stands for it. */
  constructor(private readonly where: string) {}

  /** Whether there are none yet. */
  get none(): boolean {
    return this.issues.length === 0
  }

  add(issues: readonly Issue[], advice = ''): void {
    this.issues.push(...issues)
    if (issues.length > 0 && advice !== '') this.advice.add(advice)
  }

  /** Whether there is one at this path, or above it. */
  includes(path: string): boolean {
    return this.issues.some((issue) => {
      const next = path[issue.path.length]
      return path.startsWith(issue.path) && (next === undefined || next === '.' || next === '[')
    })
  }

  /** One `configuration` error of all of them. */
  error(): RungsError {
    return configurationError(this.where, this.issues, [...this.advice].join(' '))
  }
}
