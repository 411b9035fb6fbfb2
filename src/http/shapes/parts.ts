/** What the shapes of answers are made of: values with a word about what they are. */

import * as v from 'valibot'

export function aText(says: string) {
  return v.pipe(v.string(), v.description(says))
}

export function anAddress(says: string) {
  return v.pipe(v.string(), v.description(says), v.metadata({ format: 'uri' }))
}

/** RFC 3339, in UTC. */
export function aMoment(says: string) {
  return v.pipe(v.string(), v.description(says), v.metadata({ format: 'date-time' }))
}

export function aNumber(says: string) {
  return v.pipe(v.number(), v.integer(), v.description(says))
}

export function aFlag(says: string) {
  return v.pipe(v.boolean(), v.description(says))
}

export function aList<const Schema extends v.GenericSchema>(item: Schema, says: string) {
  return v.pipe(v.array(item), v.description(says))
}

/** May be absent. */
export const maybe = v.exactOptional

export const nextUrl = maybe(anAddress('Where the list goes on; absent at its end.'))
