import type { Context } from 'hono'
import * as v from 'valibot'
import { type EditFields, toEdit } from '../../clean/clean.ts'
import { toIndex } from '../../clean/content.ts'
import { createLayOver } from '../../clean/edited.ts'
import { RequestError } from '../../errors.ts'
import type { Press } from '../../model/content.ts'
import { type Hold, isAhead, toHeld, toHold } from '../../model/hold.ts'
import type { StoredItem } from '../../model/model.ts'
import { toUtf8 } from '../../publish/safe.ts'
import { editItem } from '../../store/saving/edits.ts'
import type { Backend } from '../backend.ts'
import { date, type JsonObject, readFields, readJson, refuseUnknown, toJsonObject, webAddress, words } from '../body.ts'
import { toChannel } from '../lists/listing.ts'
import { fieldError } from '../problem.ts'

/** Schemas of what callers may say of an item, in JSON Feed's names. */

const line = v.pipe(v.string(), v.maxLength(1000, 'has more than 1000 characters'))
const text = v.string()

/** JSON Feed demands one of the three. */
const person = v.pipe(
  v.object({
    name: v.exactOptional(line),
    url: v.exactOptional(webAddress),
    avatar: v.exactOptional(webAddress),
  }),
  v.check(({ name, url, avatar }) => Boolean(name?.trim() || url || avatar), 'has neither name nor url nor avatar'),
)

const place = v.object({
  name: line,
  slug: v.exactOptional(line),
  latitude: v.exactOptional(v.pipe(v.number(), v.minValue(-90, 'is below -90'), v.maxValue(90, 'is above 90'))),
  longitude: v.exactOptional(v.pipe(v.number(), v.minValue(-180, 'is below -180'), v.maxValue(180, 'is above 180'))),
})

const language = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}$/, 'is no language tag of BCP 47'),
)

/** The fields an editor may set. */
const editEntries = {
  title: v.exactOptional(line),
  summary: v.exactOptional(text),
  content_html: v.exactOptional(text),
  content_text: v.exactOptional(text),
  authors: v.exactOptional(v.pipe(v.array(person), v.maxLength(100, 'has more than 100 entries'))),
  tags: v.exactOptional(v.pipe(v.array(line), v.maxLength(100, 'has more than 100 entries'))),
  image: v.exactOptional(webAddress),
  language: v.exactOptional(language),
  date_published: v.exactOptional(date),
  url: v.exactOptional(webAddress),
}

/** What the agency adds, under `_ara`. */
const pressEntries = {
  dateline: v.exactOptional(line),
  places: v.exactOptional(v.pipe(v.array(place), v.maxLength(100, 'has more than 100 entries'))),
  caption: v.exactOptional(line),
  credit: v.exactOptional(line),
  agency: v.exactOptional(line),
  source: v.exactOptional(line),
}

const attachment = v.object({
  url: webAddress,
  mime_type: line,
  title: v.exactOptional(line),
  size_in_bytes: v.exactOptional(v.number()),
  duration_in_seconds: v.exactOptional(v.number()),
})

/** A posted item; extensions and members of later versions pass, as JSON Feed wants it. */
const posted = v.object({
  ...editEntries,
  id: v.exactOptional(v.union([line, v.number()])),
  external_url: v.exactOptional(webAddress),
  date_modified: v.exactOptional(date),
  banner_image: v.exactOptional(webAddress),
  attachments: v.exactOptional(v.array(attachment)),
  _ara: v.exactOptional(v.object(pressEntries)),
})

const CONTENT = ['title', 'content_html', 'content_text'] as const

/** A posted item with its fields as they should be. */
type Posted = v.InferOutput<typeof posted>

/** What a caller posted as an item. @throws RequestError 422 naming the field */
export function readPosted(body: JsonObject, now: number): Posted {
  if (Array.isArray(body.items)) {
    throw new RequestError(422, 'The body is a whole feed; post one item at a time.', { field: 'items' })
  }
  if (isNotice(body._ara)) {
    const message = 'This says that a story was retracted, and is none: retract the story itself with DELETE.'
    throw new RequestError(422, message, { field: '_ara.state' })
  }
  const item = readFields(posted, body)
  refuseHeld(body, now)
  if (CONTENT.every((name) => !item[name]?.trim())) {
    const message = 'The item has neither title nor content_html nor content_text.'
    throw new RequestError(422, message, { field: 'content_text' })
  }
  return item
}

/** The mark of what feeds show in place of a retracted story. */
function isNotice(own: unknown): boolean {
  const { state, retracted }: JsonObject = typeof own === 'object' && own !== null ? { ...own } : {}
  return state === 'retracted' || typeof retracted === 'string'
}

/** The item as a JSON Feed of that one. */
export function toFeedBytes(item: Posted): Uint8Array<ArrayBuffer> {
  const feed = { version: 'https://jsonfeed.org/version/1.1', title: '', items: [item] }
  return toUtf8(JSON.stringify(feed))
}

const LINES = ['dateline', 'caption', 'credit', 'agency', 'source'] as const

/** The press lines that were posted under `_ara` and did not come to be shown: text of a story carries its own. */
export function toMissingPress(item: Posted, shown: Press): Pick<Posted, '_ara'> | undefined {
  const said = item._ara ?? {}
  const missing = LINES.filter((name) => said[name] !== undefined && said[name] !== shown[name])
  return missing.length === 0 ? undefined : { _ara: Object.fromEntries(missing.map((name) => [name, said[name]])) }
}

const press = v.object(pressEntries)

const patch = v.object({
  ...editEntries,
  _ara: v.exactOptional(press),
  note: v.exactOptional(words),
  substantive: v.exactOptional(v.boolean()),
})

/**
 * Lays an editor's fields over an item: those of the JSON item, and `note` and `substantive`; a field that is `null` is
 * taken back. @throws RequestError
 */
export async function changeItem(c: Context, backend: Backend, item: StoredItem): Promise<StoredItem> {
  const body = await readJson(c)
  refuseUnknown(body, Object.keys(patch.entries))
  const lines = Object.hasOwn(body, '_ara') ? toJsonObject(body._ara) : undefined
  if (lines !== undefined) refuseUnknown(lines, Object.keys(pressEntries), '_ara.')
  const [said, taken] = splitTaken(body, editEntries)
  const [saidLines, takenLines] = splitTaken(lines ?? {}, pressEntries)
  const { note, substantive, ...given } = readFields(patch, { ...said, ...(lines ? { _ara: saidLines } : {}) })
  const fields = { ...given, ...toPublished(given, backend.now()) }
  const all = { ...fields, ...taken, ...(lines ? { _ara: { ...fields._ara, ...takenLines } } : {}) }
  if (Object.keys(all).length === 0) throw new RequestError(422, 'There is nothing to change in the body.')
  const options = { ...(note ? { note } : {}), ...(substantive === undefined ? {} : { substantive }) }
  return editFields(backend, item, all, options)
}

/** What a body says, and of the entries those that it takes back. */
function splitTaken<Name extends string>(
  body: JsonObject,
  entries: Readonly<Record<Name, unknown>>,
): [said: JsonObject, taken: { readonly [One in Name]?: null }] {
  const isTaken = ([name, value]: [string, unknown]) => value === null && Object.hasOwn(entries, name)
  const all = Object.entries(body)
  const taken = all.filter(isTaken) as [Name, null][]
  return [Object.fromEntries(all.filter((one) => !isTaken(one))), Object.fromEntries(taken) as { [One in Name]?: null }]
}

/** The date of publication: where the editor's clock is a little ahead, it is now. @throws RequestError 422 where it is still to come */
function toPublished({ date_published: date }: EditFields, now: number): Pick<EditFields, 'date_published'> {
  if (typeof date !== 'string') return {}
  const time = toUtc(date)
  refuseAhead(time, now)
  return { date_published: new Date(Math.min(time, now)).toISOString() }
}

/** Lays fields over an item. */
export async function editFields(
  backend: Backend,
  item: StoredItem,
  fields: EditFields,
  options: { readonly note?: string; readonly substantive?: boolean } = {},
): Promise<StoredItem> {
  const edit = toEdit(fields, item.content, toChannel(backend, item.channel))
  const layOver = createLayOver(backend.channels)
  const changed = await editItem(backend.db, item.id, edit, { now: backend.now(), toIndex, layOver, ...options })
  if (changed === undefined) throw new Error(`The item ${item.id} went away while it was edited.`)
  return changed
}

/** Refuses an item whose members do not plainly say that it is public, and one that is to be public later. @throws RequestError 422 naming the field */
function refuseHeld(body: JsonObject, now: number): void {
  if (typeof body.date_published === 'string') refuseAhead(toUtc(body.date_published), now)
  refuse(toHold(body, toTime, isDate), now, '')
  if (body._ara !== undefined) refuse(toHold(toJsonObject(body._ara), toTime), now, '_ara.')
}

function refuse(hold: Hold | undefined, now: number, prefix: string): void {
  const held = toHeld(hold === undefined ? {} : { hold }, now, '')
  if (held === undefined) return
  const field = `${prefix}${held.field}`
  throw fieldError(field, `${field} ${held.says}. Drafts and scheduled stories can not be kept yet.`)
}

/** Refuses a date of publication that is still to come. @throws RequestError 422 */
function refuseAhead(time: number, now: number): void {
  if (!isAhead(time, now)) return
  const detail = `date_published is ${new Date(time).toISOString()}, which is still to come. Stories can not be scheduled yet.`
  throw fieldError('date_published', detail)
}

/** A date as posted stories are read: without a zone it is UTC, and not this machine's time. Not a number: it is none. */
function toUtc(date: string): number {
  const time = Date.parse(`${date}Z`)
  return Number.isNaN(time) ? Date.parse(date) : time
}

/** Members of an item that is sent as it was received, besides those it has. */
export function toSentHold(item: unknown, known: readonly string[]): Hold | undefined {
  return toHold(toJsonObject(item), toTime, (name) => known.includes(name))
}

function isDate(name: string): boolean {
  return name === 'date_published'
}

/** With its zone: without one, whose day it means is anybody's guess. */
function toTime(text: string): number | undefined {
  const time = /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}
