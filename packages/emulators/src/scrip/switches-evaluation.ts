import type { SwitchTable } from '../core/switches.js'

const onOff = [true, false] as const

/** When levels move, and counters with them. */
export const evaluationSwitches = {
  missing_counter: {
    meaning: 'what a criterion makes of a counter that the participant does not have',
    default: 'zero',
    allowed: ['zero', 'fails'],
    source: 'tiers guide',
  },
  counter_write_evaluates: {
    meaning: 'whether setting a counter raises at once, or only the next processed event does',
    default: false,
    allowed: onOff,
    source: 'set a participant counter page (the trigger named is an event)',
  },
  targets_are_evaluated: {
    meaning: 'whether an event raises those whom an action targets, too, or its own participant only',
    default: true,
    allowed: onOff,
    source: 'create a rule page (target) and tiers guide (participants and groups)',
  },
  qualification_without_lifecycle: {
    meaning: 'whether qualification raises where the tier has no lifecycle',
    default: true,
    allowed: onOff,
    source: 'create a tier page (says rules-only)',
  },
  level_without_criteria: {
    meaning: 'whether a level without criteria is qualified for',
    default: 'never',
    allowed: ['never', 'always'],
    source: 'create a tier page, qualification',
  },
  period_utc_offset_minutes: {
    meaning: 'the zone of period boundaries, in minutes east of UTC',
    default: 0,
    allowed: { from: -720, to: 840 },
    source: 'create a tier page, qualification_period',
  },
  rollover_order: {
    meaning: 'whether counters roll over after the period was judged, or before',
    default: 'after_judging',
    allowed: ['after_judging', 'before_judging'],
    source: 'create a tier page, counters',
  },
  excess_level: {
    meaning:
      'whose thresholds excess is measured by: the level held in the period, or the one held after it was judged',
    default: 'held',
    allowed: ['held', 'after_judging'],
    source: 'create a tier page, counters (says current level)',
  },
  excess_of_untested_counter: {
    meaning: 'what a counter starts with that the level does not test: nothing, or all of it',
    default: 'zero',
    allowed: ['zero', 'kept'],
    source: 'create a tier page, counters',
  },
  rollover_without_qualifying: {
    meaning: 'which counters roll over when qualifying is not given: those that the levels test, or none',
    default: 'tested',
    allowed: ['tested', 'none'],
    source: 'create a tier page, counters',
  },
  qualifying_in_grace: {
    meaning: 'what an event does that qualifies again before a deferred drop: cancel it, or nothing',
    default: 'cancels',
    allowed: ['cancels', 'drops_anyway'],
    source: 'create a tier page, downgrade_policy',
  },
  grace_counts_from: {
    meaning: 'whether grace_days are counted after extend_months, or both from the end of the period',
    default: 'extension',
    allowed: ['extension', 'period_end'],
    source: 'create a tier page, status_validity and downgrade_policy',
  },
  expires_at_shows: {
    meaning: 'whether expires_at shows the end that the lifecycle gives, or only one that was set by hand',
    default: 'lifecycle',
    allowed: ['lifecycle', 'assignment'],
    source: 'get a participant tier page',
  },
  refresh_timer_after_drop: {
    meaning: 'whether the timer of ACTIVITY_REFRESH starts again after a drop',
    default: 'restarts',
    allowed: ['restarts', 'stops'],
    source: 'create a tier page, retention',
  },
  qualified_at_lapse: {
    meaning:
      'what the end of the ACTIVITY_REFRESH timer does to a member who qualifies: renew, or as for any other',
    default: 'renews',
    allowed: ['renews', 'drops'],
    source: 'create a tier page, retention',
  },
  activity_instant: {
    meaning: 'when the ACTIVITY_REFRESH timer starts: when the event is processed, or at its event_timestamp',
    default: 'processed',
    allowed: ['processed', 'event_timestamp'],
    source: 'create a tier page, retention',
  },
  drop_one_from_lowest: {
    meaning: 'where DROP_ONE leads from the lowest level',
    default: 'none',
    allowed: ['none', 'stays'],
    source: 'create a tier page, downgrade_policy',
  },
  assignment_end: {
    meaning: 'what happens when the expires_at of an assignment passes: removal, or the downgrade policy',
    default: 'removes',
    allowed: ['removes', 'downgrade_policy'],
    source: 'set a participant tier page',
  },
  simulated_missing_field: {
    meaning: 'how a simulation tells a condition on a field that the event lacks: as false, or as failed',
    default: 'not_matched',
    allowed: ['not_matched', 'condition_failed'],
    source: 'simulate a rule page and CEL expressions page',
  },
} as const satisfies SwitchTable
