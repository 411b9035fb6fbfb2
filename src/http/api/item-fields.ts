/** Schemas of what callers may say of an item, in JSON Feed's names. */

import type { Context } from 'hono'
import * as v from 'valibot'
import { cleanItem, toEdit } from '../../clean/clean.ts'
import { toIndex } from '../../clean/content.ts'
import { toNamedPlace } from '../../clean/edit.ts'
import { createLayOver } from '../../clean/edited.ts'
import { RequestError } from '../../errors.ts'
import type { Sent } from '../../model/history.ts'
import { FEED_DATES, type Hold, isAhead, isHoldName, toHeld, toHold } from '../../model/hold.ts'
import {
  type EditFields,
  editFields,
  isForeignEdit,
  isForeignMember,
  type OwnName,
  type PostedItem,
  postedItem,
} from '../../model/item.ts'
import type { StoredItem } from '../../model/model.ts'
import { line } from '../../model/schema.ts'
import { toPermalink } from '../../publish/facts.ts'
import { type JsonItem, toJsonItem } from '../../publish/json.ts'
import { toUtf8 } from '../../publish/safe.ts'
import { loadItem } from '../../store/feeds/feeds.ts'
import { isSame } from '../../store/saving/editing.ts'
import { editItem } from '../../store/saving/edits.ts'
import type { Backend } from '../backend.ts'
import { type JsonObject, readFields, readJson, refuseUnknown, toJsonObject, words } from '../body.ts'
import { fieldError } from '../problem.ts'
import { toChannel } from '../route.ts'
import { refuseRelative, toBase, withAddresses } from './addresses.ts'
import { withKeptPictures } from './edited-pictures.ts'

/** What callers may say of an item, and of an item that is there (src/model/item.ts). */

const CONTENT = ['title', 'content_html', 'content_text'] as const

/** What a caller posted as an item. @throws RequestError 422 naming the field */
export function readPosted(body: JsonObject): PostedItem {
  return readItem(body, postedItem)
}

/** The same, by a schema that has all of its members. */
export function readItem<Schema extends v.GenericSchema<unknown, PostedItem>>(
  body: JsonObject,
  schema: Schema,
): v.InferOutput<Schema> {
  if (Array.isArray(body.items)) {
    throw new RequestError(422, 'The body is a whole feed; post one item at a time.', { field: 'items' })
  }
  if (isNotice(body._ara)) {
    const message = 'This says that a story was retracted, and is none: retract the story itself with DELETE.'
    throw new RequestError(422, message, { field: '_ara.state' })
  }
  const base = toBase(body.url, body.id)
  const item = readFields(schema, withAddresses(body, schema, base))
  refuseRelative(body.content_html, base)
  refuseUnknown(body, schema, (name, path) => isForeignMember(name, path) || isHoldName(name))
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

/**
 * The story that an item was given out as and comes back as, whatever its source called it: it is known by its key,
 * which stands under `_ara` and in an id that was made here.
 */
export async function loadSentBack({ db, channels }: Backend, body: JsonObject): Promise<StoredItem | undefined> {
  const { key } = toJsonObject(body._ara ?? {})
  const item = typeof body.id === 'string' ? await loadItem(db, body.id) : undefined
  if (item === undefined || item.id !== body.id) return undefined
  const isMade = channels.some(({ tag }) => item.id === `tag:${tag}:${item.key}`)
  return item.key === key || (key === undefined && isMade) ? item : undefined
}

/** Whether it says nothing but what it was given out with. */
export function isAsGiven({ id, channel, ...posted }: PostedItem, story: StoredItem, backend: Backend): boolean {
  const { _ara, ...rest } = toSaying(posted, toGiven(story, backend))
  return Object.keys(rest).length === 0 && Object.keys(_ara ?? {}).length === 0
}

function toGiven(story: StoredItem, backend: Backend): JsonItem {
  return toJsonItem(story, backend.base, toChannel(backend, story.channel))
}

/** Members that say something else than what readers are shown: nobody who sends a whole item back says the rest. */
function toSaying<Fields extends EditFields | PostedItem>(fields: Fields, given: JsonItem): Fields {
  const { _ara = {}, ...members } = fields
  const { _ara: own, ...shown } = given
  const lines = toDiffering(_ara, own)
  const differing = { ...toDiffering(members, shown), ...(Object.keys(lines).length === 0 ? {} : { _ara: lines }) }
  return differing as Fields
}

/** The members that say something else. */
export function toDiffering(said: object, given: object): JsonObject {
  const is = given as JsonObject
  return Object.fromEntries(Object.entries(said).filter(([name, value]) => !isSame(value, is[name])))
}

/** The item as a JSON Feed of that one; with the names of the story, where it is one that is here. */
export function toFeedBytes(item: PostedItem, story: StoredItem | undefined, base: string): Uint8Array<ArrayBuffer> {
  const places = item._ara?.places === undefined ? {} : { places: item._ara.places.map(toNamedPlace) }
  const names = story === undefined ? {} : toStoryNames(item, story, base)
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: '',
    items: [{ ...item, _ara: { ...item._ara, ...places, ...names } }],
  }
  return toUtf8(JSON.stringify(feed))
}

/** Our page of it, which it is given out under, is not its own address. */
function toStoryNames({ url }: PostedItem, story: StoredItem, base: string): { readonly [Name in OwnName]?: string } {
  const permalink = toPermalink(story, base)
  const original = url === permalink ? story.content.url : undefined
  return { key: story.key, permalink, ...(original === undefined ? {} : { original_url: original }) }
}

export const itemPatch = v.object({
  ...editFields.entries,
  channel: v.exactOptional(line),
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
  const given = toGiven(item, backend)
  const said = toAbsolute(body, item, given)
  refuseUnknown(said, itemPatch, (name, path) => isForeignEdit(name, path) || isAsIs(path + name, body, given))
  const { note, substantive, channel: to, ...fields } = readFields(itemPatch, said)
  if (to === undefined && Object.keys(fields).length === 0)
    throw new RequestError(422, 'There is nothing to change in the body.')
  const saying = toSaying({ ...fields, ...toPublished(fields, backend.now()) }, given)
  const options = { ...(note ? { note } : {}), ...(substantive === undefined ? {} : { substantive }) }
  const channel = readNamedChannel(body, backend)
  return changeFields(backend, item, saying, { ...options, ...(channel === undefined ? {} : { channel }) })
}

/** Relative addresses resolved against the address that the story has then. */
function toAbsolute(body: JsonObject, { content }: StoredItem, given: JsonItem): JsonObject {
  const base = toBase(body.url, content.url)
  if (body.content_html !== given.content_html) refuseRelative(body.content_html, base)
  return withAddresses(body, itemPatch, base)
}

/** Whether a member that can not be edited says what it is, as who sends a whole item back has it. */
function isAsIs(name: string, body: JsonObject, given: JsonItem): boolean {
  const [said, is] = [body, given].map((value) => toMember(value, name.split('.')))
  return isSame(said, is)
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

/** The channel that a body names for a story. @throws RequestError 422 where there is none of the name */
export function readNamedChannel(body: JsonObject, { channels }: Backend): string | undefined {
  const own = toJsonObject(body._ara ?? {})
  const [field, id] = body.channel === undefined ? ['_ara.channel', own.channel] : ['channel', body.channel]
  if (id === undefined || channels.some((channel) => channel.id === id)) return id as string | undefined
  // What another service said of its story is not what the caller says.
  if (field === '_ara.channel' && own.key !== undefined) return undefined
  const names = channels.map((channel) => channel.id).join(', ')
  throw fieldError(field, `There is no channel named ${String(id).slice(0, 100)}; there are ${names}.`)
}

type Change = { readonly note?: string; readonly substantive?: boolean; readonly channel?: string }

/** Lays fields over an item, and takes it to another channel. */
export async function changeFields(
  backend: Backend,
  item: StoredItem,
  fields: EditFields,
  { channel, ...options }: Change = {},
): Promise<StoredItem> {
  const edit = await withKeptPictures(backend, toEdit(fields, item.content, toChannel(backend, item.channel)))
  const layOver = createLayOver(backend.channels)
  const toForms = ({ received, source }: Sent, id: string) =>
    cleanItem(received, { channel: toChannel(backend, id), ...(source === undefined ? {} : { source }) }).identities
  const move = channel === undefined ? {} : { move: { channel, toForms } }
  const at = { now: backend.now(), toIndex, layOver, ...move, ...options }
  const changed = await editItem(backend.db, item.id, edit, at)
  if (changed === undefined) throw new Error(`The item ${item.id} went away while it was edited.`)
  return changed
}

/** Why an item is not to be public now: a member that does not plainly say that it is, or a date that is to come. */
export function toPostedHold(body: JsonObject, now: number): Hold | undefined {
  const date = body.date_published
  const published = typeof date === 'string' ? toUtc(date) : Number.NaN
  const own = body._ara === undefined ? undefined : toHold(toJsonObject(body._ara), toTime)
  const holds = [toHold(body, toTime, isDate), own && { ...own, field: `_ara.${own.field}` }]
  const dated = Number.isNaN(published) ? {} : { published }
  const held = holds.flatMap((hold) => toHeld({ ...dated, ...(hold && { hold }) }, now, FEED_DATES) ?? [])
  return held.find(({ until }) => until === undefined) ?? held.toSorted((a, b) => (b.until ?? 0) - (a.until ?? 0))[0]
}

/** Refuses a date of publication that is still to come. @throws RequestError 422 */
function refuseAhead(time: number, now: number): void {
  if (!isAhead(time, now)) return
  const detail = `date_published is ${new Date(time).toISOString()}, which is still to come. The story is public: withdraw it first.`
  throw fieldError('date_published', detail)
}

/** A date as posted stories are read: without a zone it is UTC, and not this machine's time. Not a number: it is none. */
export function toUtc(date: string): number {
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
