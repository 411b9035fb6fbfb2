import { type Hold, isAhead, toHeld, toHold } from '../model/hold.ts'
import { type JsonObject, toObject } from './body.ts'
import { fieldError } from './problem.ts'

/** Refuses an item whose members do not plainly say that it is public, and one that is to be public later. @throws RequestError 422 naming the field */
export function refuseHeld(body: JsonObject, now: number): void {
  if (typeof body.date_published === 'string') refuseAhead(toUtc(body.date_published), now)
  refuse(toHold(body, toTime, isDate), now, '')
  if (body._ara !== undefined) refuse(toHold(toObject(body._ara), toTime), now, '_ara.')
}

function refuse(hold: Hold | undefined, now: number, prefix: string): void {
  const held = toHeld(hold === undefined ? {} : { hold }, now, '')
  if (held === undefined) return
  const field = `${prefix}${held.field}`
  throw fieldError(field, `${field} ${held.says}. Drafts and scheduled stories can not be kept yet.`)
}

/** Refuses a date of publication that is still to come. @throws RequestError 422 */
export function refuseAhead(time: number, now: number): void {
  if (!isAhead(time, now)) return
  const detail = `date_published is ${new Date(time).toISOString()}, which is still to come. Stories can not be scheduled yet.`
  throw fieldError('date_published', detail)
}

/** A date as posted stories are read: without a zone it is UTC, and not this machine's time. Not a number: it is none. */
export function toUtc(date: string): number {
  const time = Date.parse(`${date}Z`)
  return Number.isNaN(time) ? Date.parse(date) : time
}

/** Members of an item that is sent as it was received, besides those it has. */
export function toSentHold(item: unknown, known: readonly string[]): Hold | undefined {
  return toHold(toObject(item), toTime, (name) => known.includes(name))
}

function isDate(name: string): boolean {
  return name === 'date_published'
}

/** With its zone: without one, whose day it means is anybody's guess. */
function toTime(text: string): number | undefined {
  const time = /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}
