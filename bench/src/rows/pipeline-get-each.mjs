import { atMost } from '../budget.mjs'

/** @type {import('../budget.mjs').Row} */
export const row = {
  id: 'pipeline-get-each',
  title: 'tiers.get of each adapter over ready replies (CPU); the figure is that of the slowest',
  budget: atMost(15, 'us'),
  async run({ quick }) {
    const [{ apart }, { overHttp }] = await Promise.all([
      import('../measure/apart.mjs'),
      import('../subjects/adapters.mjs'),
    ])
    const subjects = overHttp.map(({ name }) => ({
      name: `@rungs/${name}`,
      file: /** @type {const} */ ('replies'),
      make: 'getOverReplies',
      args: [name],
    }))
    const { ours, peers, rounds } = await apart(subjects, {
      processes: quick ? 1 : 3,
      rounds: quick ? 5 : 7,
      warmUpMs: quick ? 500 : 1000,
      roundMs: quick ? 60 : 150,
      unit: (nanoseconds) => nanoseconds / 1000,
      expect: '"Gold"',
    })
    const all = [ours, ...peers].flatMap((figure) => ('value' in figure ? [figure] : []))
    const slowest = all.reduce((most, figure) => (figure.value > most.value ? figure : most))
    const told = all.map(({ name, value }) => `${name} ${value.toFixed(1)}`)
    return {
      unit: 'us',
      ours: { name: slowest.name, value: slowest.value },
      peers: [],
      notes: [`each, in us: ${told.join(', ')}`],
      details: { rounds },
    }
  },
}
