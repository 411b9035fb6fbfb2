/** Schemas of what callers may say of an item, in JSON Feed's names. */

import type { Context } from 'hono'
import * as v from 'valibot'
import { toEdit } from '../../clean/clean.ts'
import { toIndex } from '../../clean/content.ts'
import { createLayOver } from '../../clean/edited.ts'
import { RequestError } from '../../errors.ts'
import type { Press } from '../../model/content.ts'
import { type Hold, isAhead, isHoldName, toHeld, toHold } from '../../model/hold.ts'
import {
  type EditFields,
  editFields,
  isForeignEdit,
  isForeignMember,
  type OwnName,
  type PostedItem,
  PRESS_NAMES,
  postedItem,
} from '../../model/item.ts'
import type { StoredItem } from '../../model/model.ts'
import { toPermalink } from '../../publish/facts.ts'
import { type JsonItem, toJsonItem } from '../../publish/json.ts'
import { toUtf8 } from '../../publish/safe.ts'
import { loadItem } from '../../store/feeds/feeds.ts'
import { editItem } from '../../store/saving/edits.ts'
import type { Backend } from '../backend.ts'
import { type JsonObject, readFields, readJson, refuseUnknown, toJsonObject, words } from '../body.ts'
import { fieldError } from '../problem.ts'
import { toChannel } from '../route.ts'

/** What callers may say of an item, and of an item that is there (src/model/item.ts). */

const CONTENT = ['title', 'content_html', 'content_text'] as const

/** What a caller posted as an item. @throws RequestError 422 naming the field */
export function readPosted(body: JsonObject, now: number): PostedItem {
  if (Array.isArray(body.items)) {
    throw new RequestError(422, 'The body is a whole feed; post one item at a time.', { field: 'items' })
  }
  if (isNotice(body._ara)) {
    const message = 'This says that a story was retracted, and is none: retract the story itself with DELETE.'
    throw new RequestError(422, message, { field: '_ara.state' })
  }
  const item = readFields(postedItem, body)
  refuseHeld(body, now)
  refuseUnknown(body, postedItem, (name, path) => isForeignMember(name, path) || isHoldName(name))
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

/** The story that an item was given out as and comes back as: it is known by its key, whatever its source called it. */
export async function loadSentBack({ db }: Backend, body: JsonObject): Promise<StoredItem | undefined> {
  const { key } = toJsonObject(body._ara ?? {})
  const item = typeof key === 'string' && typeof body.id === 'string' ? await loadItem(db, body.id) : undefined
  return item?.key === key && item?.id === body.id ? item : undefined
}

/** The item as a JSON Feed of that one; with the names of the story, where it is one that is here. */
export function toFeedBytes(item: PostedItem, story: StoredItem | undefined, base: string): Uint8Array<ArrayBuffer> {
  const names = story === undefined ? {} : { _ara: { ...item._ara, ...toStoryNames(item, story, base) } }
  const feed = { version: 'https://jsonfeed.org/version/1.1', title: '', items: [{ ...item, ...names }] }
  return toUtf8(JSON.stringify(feed))
}

/** Our page of it, which it is given out under, is not its own address. */
function toStoryNames({ url }: PostedItem, story: StoredItem, base: string): { readonly [Name in OwnName]?: string } {
  const permalink = toPermalink(story, base)
  const original = url === permalink ? story.content.url : undefined
  return { key: story.key, permalink, ...(original === undefined ? {} : { original_url: original }) }
}

/** What was posted under `_ara` of the agency's lines and did not come to be shown: text of a story carries its own. */
export function toMissingPress(item: PostedItem, shown: Press): EditFields | undefined {
  const said = item._ara ?? {}
  const lines = PRESS_NAMES.flatMap(([name, json]) => {
    const line = said[json]
    return line === undefined || line === shown[name] ? [] : [[json, line] as const]
  })
  const isShown = said.places?.every(({ name }, index) => shown.places[index]?.name === name) ?? true
  const missing = { ...Object.fromEntries(lines), ...(isShown ? {} : { places: said.places ?? [] }) }
  return Object.keys(missing).length === 0 ? undefined : { _ara: missing }
}

const patch = v.object({
  ...editFields.entries,
  note: v.exactOptional(words),
  substantive: v.exactOptional(v.boolean()),
})

/**
 * Lays an editor's fields over an item: those of the JSON item, and `note` and `substantive`; a field that is `null` is
 * taken back. @throws RequestError
 */
export async function changeItem(c: Context, backend: Backend, item: StoredItem): Promise<StoredItem> {
  const body = await readJson(c)
  if (Object.hasOwn(body, '_ara')) toJsonObject(body._ara)
  const shown = toJsonItem(item, backend.base, toChannel(backend, item.channel))
  refuseUnknown(body, patch, (name, path) => isForeignEdit(name, path) || isSame(path + name, body, shown))
  const { note, substantive, ...given } = readFields(patch, body)
  const fields = { ...given, ...toPublished(given, backend.now()) }
  if (Object.keys(fields).length === 0) throw new RequestError(422, 'There is nothing to change in the body.')
  const options = { ...(note ? { note } : {}), ...(substantive === undefined ? {} : { substantive }) }
  return changeFields(backend, item, fields, options)
}

/** Whether a member that can not be edited says what it is, as who sends a whole item back has it. */
function isSame(name: string, body: JsonObject, shown: JsonItem): boolean {
  const [said, is] = [body, shown].map((value) => JSON.stringify(toMember(value, name.split('.'))))
  return said === is
}

function toMember(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value
  return typeof value === 'object' && value !== null ? toMember((value as JsonObject)[name], rest) : undefined
}

/** The date of publication: where the editor's clock is a little ahead, it is now. @throws RequestError 422 where it is still to come */
function toPublished({ date_published: date }: EditFields, now: number): Pick<EditFields, 'date_published'> {
  if (typeof date !== 'string') return {}
  const time = toUtc(date)
  refuseAhead(time, now)
  return { date_published: new Date(Math.min(time, now)).toISOString() }
}

/** Lays fields over an item. */
export async function changeFields(
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
