/**
 * @typedef {object} Figure One figure beside others of the same unit.
 * @property {string} name
 * @property {number} value The median of the rounds.
 * @property {number} [ratio] Ours divided by this one: the median of the ratios within each round.
 *
 * @typedef {object} Skipped A peer that could not be measured, and why.
 * @property {string} name
 * @property {string} skipped
 *
 * @typedef {object} Measurement
 * @property {string} unit
 * @property {Figure} ours
 * @property {(Figure | Skipped)[]} peers
 * @property {string[]} [notes] What the figures do not say by themselves.
 * @property {Record<string, unknown>} [details] More figures, for the JSON only.
 *
 * @typedef {object} Budget
 * @property {string} text
 * @property {(measurement: Measurement) => boolean} holds
 *
 * @typedef {object} RunOptions
 * @property {boolean} quick Fewer and shorter rounds, for a first look.
 *
 * @typedef {object} Row
 * @property {string} id
 * @property {string} title
 * @property {Budget} budget
 * @property {(options: RunOptions) => Promise<Measurement>} run
 */

/** @returns {Budget} Our own figure may be `limit` at most. */
export const atMost = (/** @type {number} */ limit, /** @type {string} */ unit) => ({
  text: `<= ${limit.toLocaleString('en')} ${unit}`,
  holds: ({ ours }) => ours.value <= limit,
})

/** @returns {Budget} Our own figure has to be `limit` at least. */
export const atLeast = (/** @type {number} */ limit, /** @type {string} */ unit) => ({
  text: `>= ${limit.toLocaleString('en')} ${unit}`,
  holds: ({ ours }) => ours.value >= limit,
})

/** @returns {Budget} Our figure may be `limit` times the named peer's at most. */
export const ratioAtMost = (/** @type {number} */ limit, /** @type {string} */ peerName) => ({
  text: `<= ${limit} x ${peerName}`,
  holds: ({ peers }) => {
    const peer = peers.find(({ name }) => name === peerName)
    return peer !== undefined && 'ratio' in peer && peer.ratio !== undefined && peer.ratio <= limit
  },
})
