import { add, compare, type Decimal, decimalOfNumber, decimalText, subtract, ZERO } from '../core/decimal.js'
import type { World } from './context.js'
import { log } from './counting.js'
import { amountOf } from './qualification.js'
import { ladderOf } from './records.js'
import { evaluate } from './rules.js'
import { DEFAULT_PROGRAM } from './seed.js'
import type { Customer, Program } from './state.js'

const serialIn = ({ standings }: Customer, { id }: Program): number => standings[id]?.serial ?? 1

/** Ten per cent for each serial number: 20 % in the second tier and 30 % in the third, as the Tier Upgrade page has it. */
const pointsFor = (spend: Decimal, serial: number): Decimal => ({
  units: spend.units * BigInt(serial),
  scale: spend.scale + 1,
})

/** A purchase in parts, each with the tier at whose rate it earns: cut where it meets a tier's threshold. */
const splitPoints = (
  world: World,
  program: Program,
  serials: [from: number, to: number],
  spans: Spans,
): Decimal => {
  const [from, to] = serials
  let at = spans.before
  let serial = from
  let points = ZERO
  for (const { serialNumber, eligibility } of ladderOf(world, program.id)) {
    if (serialNumber <= from || serialNumber > to) continue
    const threshold = decimalOfNumber(eligibility?.threshold ?? 0)
    const cut =
      compare(threshold, at) < 0 ? at : compare(threshold, spans.after) > 0 ? spans.after : threshold
    points = add(points, pointsFor(subtract(cut, at), serial))
    at = cut
    serial = serialNumber
  }
  return add(points, pointsFor(subtract(spans.after, at), serial))
}

interface Spans {
  readonly before: Decimal
  readonly after: Decimal
}

const issue = (world: World, customer: Customer, points: Decimal): void => {
  if (points.units === 0n) return
  customer.currentPoints = decimalText(add(amountOf(customer.currentPoints), points))
  customer.earnedPoints = decimalText(add(amountOf(customer.earnedPoints), points))
  log(customer, { at: world.now, kind: 'points', amount: points })
}

/**
 * Upgrade and issue in the order of the program's mode (Tier Upgrade page): LAZY issues at the old tier and then
 * upgrades, EAGER the other way round, DYNAMIC splits the purchase at the threshold, where that is one of purchases.
 */
const upgradeAndIssue = (world: World, customer: Customer, program: Program, spans: Spans): void => {
  const spend = subtract(spans.after, spans.before)
  const from = serialIn(customer, program)
  const mode = program.slabUpgradeMode
  if (mode === 'LAZY' || (mode === 'DYNAMIC' && program.kpiType !== 'CUMULATIVE_PURCHASES')) {
    issue(world, customer, pointsFor(spend, from))
  } else {
    evaluate(world, customer, program)
    const to = serialIn(customer, program)
    issue(
      world,
      customer,
      mode === 'EAGER' ? pointsFor(spend, to) : splitPoints(world, program, [from, to], spans),
    )
  }
  evaluate(world, customer, program)
}

/** A purchase: it counts as spend, and issues points in the default program where the switch says so. */
export const purchase = (world: World, customer: Customer, spend: Decimal): void => {
  const before = amountOf(customer.spend)
  const after = add(before, spend)
  customer.spend = decimalText(after)
  log(customer, { at: world.now, kind: 'purchase', amount: spend })
  for (const program of Object.values(world.state.programs)) {
    const issues = world.switches.purchase_points !== 'none' && program.id === DEFAULT_PROGRAM
    if (issues) upgradeAndIssue(world, customer, program, { before, after })
    else evaluate(world, customer, program)
  }
}
