import type { Context } from 'hono'
import * as v from 'valibot'
import { type EditFields, toEdit } from '../clean/clean.ts'
import { createLayOver } from '../clean/edited.ts'
import { toIndex } from '../clean/index-terms.ts'
import { RequestError } from '../errors.ts'
import type { StoredItem } from '../model.ts'
import { editItem } from '../store/edits.ts'
import { type JsonObject, readJson, toObject } from './body.ts'
import type { Desk } from './desk.ts'
import { readFields, refuseUnknown, words } from './fields.ts'
import { refuseAhead, toUtc } from './holds.ts'
import { editEntries, pressEntries } from './item-fields.ts'
import { toChannel } from './listing.ts'

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
export async function changeItem(c: Context, desk: Desk, item: StoredItem): Promise<StoredItem> {
  const body = await readJson(c)
  refuseUnknown(body, Object.keys(patch.entries))
  const lines = Object.hasOwn(body, '_ara') ? toObject(body._ara) : undefined
  if (lines !== undefined) refuseUnknown(lines, Object.keys(pressEntries), '_ara.')
  const [said, taken] = splitTaken(body, editEntries)
  const [saidLines, takenLines] = splitTaken(lines ?? {}, pressEntries)
  const { note, substantive, ...given } = readFields(patch, { ...said, ...(lines ? { _ara: saidLines } : {}) })
  const fields = { ...given, ...toPublished(given, desk.now()) }
  const all = { ...fields, ...taken, ...(lines ? { _ara: { ...fields._ara, ...takenLines } } : {}) }
  if (Object.keys(all).length === 0) throw new RequestError(422, 'There is nothing to change in the body.')
  const options = { ...(note ? { note } : {}), ...(substantive === undefined ? {} : { substantive }) }
  return editFields(desk, item, all, options)
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
  desk: Desk,
  item: StoredItem,
  fields: EditFields,
  options: { readonly note?: string; readonly substantive?: boolean } = {},
): Promise<StoredItem> {
  const edit = toEdit(fields, item.content, toChannel(desk, item.channel))
  const layOver = createLayOver(desk.channels)
  const changed = await editItem(desk.db, item.id, edit, { now: desk.now(), toIndex, layOver, ...options })
  if (changed === undefined) throw new Error(`The item ${item.id} went away while it was edited.`)
  return changed
}
