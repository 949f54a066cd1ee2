import { ACCOUNTS, accountOf } from './support.js'
import { memberAt, type Row } from './switch-row.js'

/** Jobs, transactions and rewards. */
export const pointRows: Row[] = [
  {
    name: 'bulk_adjust_job',
    observe: async (started) => {
      const { id: member } = started.emulator.addMember({ id: 'ann' })
      const { text } = await started.post(`${ACCOUNTS}/bulk-adjust`, { amount: 5 })
      const seen = async () => {
        const job = await started.get(`/async-jobs/v1/async-jobs/${JSON.parse(text).asyncJobId}`)
        return [JSON.parse(job.text).job.status, (await accountOf(started, member)).points.balance]
      }
      const before = await seen()
      started.emulator.advanceClock('PT1S')
      return [before, await seen()]
    },
    seen: [
      [
        'at_once',
        [
          ['FINISHED', 5],
          ['FINISHED', 5],
        ],
      ],
      [
        'when_clock_moves',
        [
          ['INITIALIZED', 0],
          ['FINISHED', 5],
        ],
      ],
    ],
  },
  {
    name: 'transactions_order',
    observe: async ({ emulator, post }) => {
      const { id: member } = emulator.addMember({ id: 'ann' })
      for (const points of [1, 2]) emulator.addActivity({ member, type: 'earn', points })
      const { text } = await post('/loyalty-transactions/v1/loyalty-transactions/query', { query: {} })
      return JSON.parse(text).loyaltyTransactions.map(({ amount }: { amount: number }) => amount)
    },
    seen: [
      ['newest_first', [2, 1]],
      ['oldest_first', [1, 2]],
    ],
  },
  {
    name: 'reward_available',
    observe: async (started) => {
      const empty = started.emulator.snapshot()
      const seen = async (...points: number[]) => {
        started.emulator.restore(empty)
        const { member } = await memberAt(started, ...points)
        const { text } = await started.get(`${ACCOUNTS}/${member}`)
        return JSON.parse(text).account.rewardAvailable
      }
      return [await seen(), await seen(1), await seen(200)]
    },
    seen: [
      ['never', [false, false, false]],
      ['with_points', [false, true, true]],
      ['on_a_tier', [false, false, true]],
    ],
  },
]
