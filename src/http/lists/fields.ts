/** `fields=`: which members of what a list holds are answered; those of members with dots, as in `_ara.permalink`. */

import type * as v from 'valibot'
import { toNearest } from '../../model/nearest.ts'
import { toOwnMembers } from '../body.ts'
import { queryError } from '../problem.ts'

/** Leaves of a value the members that were asked for. */
export type Leave = (value: object) => object

/** Wanted members by name; true: all of it. */
interface Wanted {
  [name: string]: true | Wanted
}

/** More are not needed to name each member of anything. */
const MOST = 100

/** What is asked for; everything where nothing is. @throws RequestError 400 naming the member that was probably meant */
export function readWanted(text: string | undefined, members: v.GenericSchema): Leave {
  const names = (text ?? '').split(',')
  const asked = names.map((name) => name.trim()).filter((name) => name !== '')
  if (asked.length === 0) return (value) => value
  if (asked.length > MOST) throw queryError('fields', `fields names more than ${MOST} members.`)
  const wanted: Wanted = Object.create(null)
  for (const name of asked) addWanted(wanted, demandMember(name, members))
  return (value) => pick(value, wanted) as object
}

/** The parts of a member's name, of which each is one. @throws RequestError 400 */
function demandMember(name: string, schema: v.GenericSchema): readonly string[] {
  const parts = name.split('.')
  let entries = toOwnMembers(schema)
  for (const [index, part] of parts.entries()) {
    const entry = entries !== undefined && Object.hasOwn(entries, part) ? entries[part] : undefined
    if (entry === undefined) throw toUnknown(parts.slice(0, index), part, Object.keys(entries ?? {}))
    if (OPEN.includes(toInner(entry).type)) return parts
    entries = toOwnMembers(entry)
  }
  return parts
}

/** What holds members that nobody counted. */
const OPEN = ['unknown', 'loose_object', 'record', 'union', 'variant']

function toInner(schema: v.GenericSchema): v.GenericSchema {
  const { wrapped } = schema as { readonly wrapped?: v.GenericSchema }
  return wrapped === undefined ? schema : toInner(wrapped)
}

function toUnknown(path: readonly string[], part: string, known: readonly string[]) {
  const prefix = path.map((one) => `${one}.`).join('')
  const name = prefix + part.slice(0, 100)
  const nearest = toNearest(part, known)
  if (nearest !== undefined) return queryError('fields', `fields names ${name}; did you mean ${prefix}${nearest}?`)
  const there = known.length === 0 ? `${path.join('.')} has no members` : `there are ${known.join(', ')}`
  return queryError('fields', `fields names ${name}, which is not there; ${there}.`)
}

function addWanted(wanted: Wanted, [name = '', ...rest]: readonly string[]): void {
  const before = wanted[name]
  if (rest.length === 0 || before === true) {
    wanted[name] = true
    return
  }
  const within: Wanted = before ?? Object.create(null)
  addWanted(within, rest)
  wanted[name] = within
}

/** In the order that the value has; of a list in each of its entries. */
function pick(value: unknown, wanted: true | Wanted): unknown {
  if (wanted === true || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one) => pick(one, wanted))
  const kept = Object.entries(value).flatMap(([name, one]) => {
    const within = wanted[name]
    return within === undefined ? [] : [[name, pick(one, within)] as const]
  })
  return Object.fromEntries(kept)
}
