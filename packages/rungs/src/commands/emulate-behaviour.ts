import type { Emulator, Fault, FaultKind } from '@rungs/emulators'
import { UsageError } from '../errors.js'

/** What each planned failure does, in a few words. */
export const faultKinds: Readonly<Record<FaultKind, string>> = {
  status: 'answers with an error, and does nothing',
  reset: 'drops the connection, and does nothing',
  lost_reply: 'does it, and drops the connection',
  truncate: 'does it, and cuts the reply short',
  html: "answers with a gateway's page",
  malformed: 'answers with broken JSON',
  delay: 'waits, then behaves',
  hang: 'never answers',
  dribble: 'answers a byte at a time',
}

/** How emulators begin, beside their state. */
export interface Behaviour {
  switch?: string[]
  fault?: string[]
}

/**
 * Sets what `--switch` and `--fault` say.
 * @throws UsageError for an emulator that is not started, and for what is no pair of name and value; EmulatorError for
 * an unknown switch or kind and for a bad value, naming what there is.
 */
export function setBehaviour(emulators: readonly Emulator[], { switch: switches, fault }: Behaviour): void {
  for (const text of switches ?? []) {
    const { emulator, name, value } = switchOf(text, emulators)
    emulator.setSwitches({ [name]: value })
  }
  const faults = fault?.map(faultOf)
  if (faults !== undefined) for (const emulator of emulators) emulator.setFaults(faults)
}

interface Switch {
  emulator: Emulator
  name: string
  value: unknown
}

function switchOf(text: string, emulators: readonly Emulator[]): Switch {
  const [, vendor, name, written] = /^(?:([^.=]+)\.)?([^=]+)=(.*)$/.exec(text) ?? []
  const known = emulators.map((emulator) => emulator.vendor).join(', ')
  if (name === undefined || written === undefined)
    throw new UsageError(`emulate: --switch ${text}: expected name=value; --list-switches shows them`)
  const [only, ...others] = emulators
  const emulator = vendor === undefined ? only : emulators.find((started) => started.vendor === vendor)
  if (emulator === undefined)
    throw new UsageError(`emulate: --switch ${text}: '${vendor}' is not among those started: ${known}`)
  if (vendor === undefined && others.length > 0)
    throw new UsageError(`emulate: --switch ${text}: say of which one: vendor.name=value, with ${known}`)
  return { emulator, name, value: meantBy(written) }
}

function faultOf(text: string): Fault {
  const [kind = '', ...pairs] = text.split(',')
  const entries = pairs.map((pair) => {
    const [, name, value] = /^(\w+)=(.*)$/.exec(pair) ?? []
    if (name !== undefined && value !== undefined) return [name, meantBy(value)] as const
    throw new UsageError(
      `emulate: --fault ${text}: expected kind,name=value, such as status,status=503,times=9`,
    )
  })
  if (!isKind(kind)) {
    const known = Object.keys(faultKinds).join(', ')
    throw new UsageError(`emulate: --fault ${text}: '${kind}' is not one of ${known}`)
  }
  return { kind, ...Object.fromEntries(entries) }
}

function isKind(text: string): text is FaultKind {
  return Object.hasOwn(faultKinds, text)
}

/** A number, `true`, `false` and `null` as what they are, everything else as text. */
function meantBy(text: string): unknown {
  return /^(true|false|null|-?\d{1,15})$/.test(text) ? JSON.parse(text) : text
}
