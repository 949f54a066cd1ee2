import type { Metric } from '@rungs/model'

/** What a KPI measures (Tier Upgrade page: active points; points ever earned; lifetime spend; a tracker). */
export function metricOf(kpiType: string, kpiTracker: string): Metric | undefined {
  if (kpiType === 'CURRENT_POINTS') return 'points.balance'
  if (kpiType === 'CUMULATIVE_POINTS') return 'points.earned'
  if (kpiType === 'CUMULATIVE_PURCHASES') return 'spend'
  return kpiType === 'TRACKER_VALUE_BASED' ? `counter:${kpiTracker}` : undefined
}
