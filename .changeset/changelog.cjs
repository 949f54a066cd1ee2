/**
 * How changesets become lines of a CHANGELOG.md: what changed, in the words of its author. Which of our packages were
 * released with it is one line, for all of them have one version.
 */
module.exports = {
  async getReleaseLine({ summary }) {
    const [first, ...rest] = summary.trim().split('\n')
    return [`- ${first}`, ...rest.map((line) => (line === '' ? '' : `  ${line}`))].join('\n')
  },
  async getDependencyReleaseLine(_changesets, dependencies) {
    const [first, ...rest] = dependencies.map(({ name }) => `\`${name}\``).toSorted()
    if (first === undefined) return ''
    const names = rest.length === 0 ? first : `${[first, ...rest.slice(0, -1)].join(', ')} and ${rest.at(-1)}`
    return `- With ${dependencies[0]?.newVersion} of ${names}.`
  },
}
