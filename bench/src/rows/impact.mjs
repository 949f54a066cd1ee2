import { atMost } from '../budget.mjs'

/** CPU milliseconds of this process since it started, user and system, all threads. */
function cpuTime() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** @type {import('../budget.mjs').Row} */
export const row = {
  id: 'impact',
  title: 'impact over 1,000,000 members, an aggregate per metric',
  budget: atMost(1000, 'ms'),
  async run({ quick }) {
    const { inTurns } = await import('../measure/rounds.mjs')
    const impacts = await import('../subjects/impacts.mjs')
    const { engineImpact, engineStream, expected, logicImpact, rulesImpact, size } = impacts
    const subjects = []
    for (const { name, share = 1, prepare } of [engineImpact, engineStream, logicImpact, rulesImpact]) {
      const preview = await prepare()
      const wanted = expected(size * share)
      const once = async () => {
        const before = cpuTime()
        const { raised, lowered } = await preview()
        const spent = (cpuTime() - before) / share
        if (raised === wanted.raised && lowered === wanted.lowered) return spent
        throw new Error(`${name} has ${raised} rise and ${lowered} fall, not ${JSON.stringify(wanted)}.`)
      }
      subjects.push({ name, once })
    }
    const { rounds, ours, peers } = await inTurns(subjects, {
      rounds: quick ? 3 : 7,
      warmups: 1,
      once: ({ once }) => once(),
    })
    const [stream, ...others] = peers
    return {
      unit: 'ms',
      ours,
      peers: others,
      notes: [
        `Members as a stream, one at a time: ${Math.round(stream?.value ?? Number.NaN)} ms.`,
        'json-rules-engine goes through 10,000 of the members, and its figure is that times 100.',
      ],
      details: { rounds },
    }
  },
}
