/** What callers say of a draft, and what they are told of one: a JSON Feed item with `publish_at`, `channel` and `note`. */

import { cleanItem } from '../../../clean/clean.ts'
import { type WrittenStory, writtenDraft } from '../../../model/draft.ts'
import { isAhead } from '../../../model/hold.ts'
import { type OwnName, type PostedItem, postedItem } from '../../../model/item.ts'
import type { Item, StoredItem } from '../../../model/model.ts'
import { toPermalink, toRfc3339 } from '../../../publish/facts.ts'
import { FORMATS } from '../../../publish/formats.ts'
import { type JsonItem, toJsonItem } from '../../../publish/json.ts'
import type { Draft } from '../../../store/desk/drafts.ts'
import { toDatedPath } from '../../../store/saving/decisions.ts'
import type { Backend } from '../../backend.ts'
import { type JsonObject, readFields, toJsonObject } from '../../body.ts'
import { fieldError } from '../../problem.ts'
import { toChannel } from '../../route.ts'
import { readItem, readNamedChannel, toDiffering, toFeedBytes, toUtc } from '../item-fields.ts'

/** A draft as it is written in JSON. @throws RequestError 422 naming the field */
export function readWritten(backend: Backend, body: JsonObject, before?: Draft): WrittenStory {
  const { publish_at: at, note, channel: _, ...posted } = readItem(body, writtenDraft)
  const channel = readNamedChannel(body, backend)
  const publishAt = at === undefined ? undefined : toUtc(at)
  if (publishAt !== undefined && publishAt !== before?.publishAt && !isAhead(publishAt, backend.now())) {
    throw fieldError(
      'publish_at',
      `publish_at is ${toRfc3339(publishAt)}, which is past: publish the draft now instead.`,
    )
  }
  return { ...toWrittenStory(backend, posted), channel, publishAt, ...(note?.trim() ? { note: note.trim() } : {}) }
}

/** A posted item that is to be a draft. */
export function toWrittenStory({ base }: Backend, posted: PostedItem): WrittenStory {
  return { bytes: toFeedBytes(posted, undefined, base), contentType: FORMATS.json.mediaType, posted }
}

/**
 * A body laid over a draft, as RFC 7396 says: `null` takes a member away; what is said under `_ara` member by member.
 * Members that say what is shown already say nothing.
 */
export function readRewritten(backend: Backend, sent: JsonObject, draft: Draft): WrittenStory {
  const shown = toDraftJson(backend, draft)
  const lines = sent._ara === undefined ? {} : { _ara: toDiffering(toJsonObject(sent._ara), toJsonObject(shown._ara)) }
  const body: JsonObject = { ...toDiffering(sent, shown), ...lines }
  const before: JsonObject = { ...(draft.posted ?? toPosted(backend, draft)), ...toBeside(draft) }
  const own = body._ara === undefined ? {} : { _ara: lay(toJsonObject(before._ara ?? {}), toJsonObject(body._ara)) }
  return readWritten(backend, lay(toWithoutText(before, body), { ...body, ...own }), draft)
}

/** Where one of the two texts is written the other is of before. */
function toWithoutText(before: JsonObject, body: JsonObject): JsonObject {
  if (body.content_html === undefined && body.content_text === undefined) return before
  const { content_html, content_text, ...rest } = before
  return rest
}

function lay(before: JsonObject, over: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries({ ...before, ...over }).filter(([, value]) => value !== null))
}

/** What is said of a draft beside the item itself. */
function toBeside({ channel, publishAt, note }: Draft) {
  return {
    channel,
    ...(publishAt === undefined ? {} : { publish_at: toRfc3339(publishAt) }),
    ...(note === undefined ? {} : { note }),
  }
}

/** A story text as a JSON item, with what it says itself. */
function toPosted(backend: Backend, draft: Draft): JsonObject {
  const { published, summary, language, guid, pictures } = draft.received.item
  const { item, given } = toGivenDraft(backend, draft)
  // By way of JSON: a member that is undefined is none.
  const { id, url, ...rest } = readFields(postedItem, JSON.parse(JSON.stringify(given)))
  const original = url === toPermalink(item, backend.base) ? item.content.url : url
  const said = { date_published: published, summary, language, image: pictures[0] }
  const derived = Object.entries(said).flatMap(([name, value]) => (value === undefined ? [name] : []))
  const kept = Object.entries(rest).filter(([name]) => !derived.includes(name))
  return { ...Object.fromEntries(kept), ...(guid === undefined ? {} : { id }), ...(original ? { url: original } : {}) }
}

/** The draft as it would be shown. */
export function toDraftJson(backend: Backend, draft: Draft): JsonObject {
  const { _ara, date_published, ...json } = toGivenDraft(backend, draft).given
  const dated = draft.received.item.published === undefined ? {} : { date_published }
  const own: { readonly [Name in OwnName]?: unknown } = {
    ..._ara,
    state: draft.publishAt === undefined ? 'draft' : 'scheduled',
    ...(draft.file === undefined ? {} : { file: draft.file }),
  }
  return { ...json, ...dated, ...toBeside(draft), _ara: own }
}

/** The same for who may only see what is coming: without what the desk says to itself. */
export function toComingJson(backend: Backend, draft: Draft): JsonObject {
  const { note, file, ...coming } = draft
  return toDraftJson(backend, coming)
}

function toGivenDraft(backend: Backend, draft: Draft): { readonly item: StoredItem; readonly given: JsonItem } {
  const channel = toChannel(backend, draft.channel)
  const cleaned = cleanItem(draft.received, { channel })
  const item = toStored(draft, cleaned, backend.now())
  return { item, given: toJsonItem(item, backend.base, channel) }
}

/** As it would be stored. Its permalink is a proposal: by its date, and without a number. */
function toStored(draft: Draft, cleaned: Item, now: number): StoredItem {
  const { code, key, channel, created, updated, version, publishAt, received } = draft
  const at = Math.max(now, publishAt ?? now)
  return {
    row: 0,
    key,
    id: String(received.item.guid ?? code),
    channel,
    owner: 'editor',
    permalink: `${toDatedPath(cleaned, at, code)}/`,
    code,
    position: created,
    firstSeen: at,
    updated,
    revision: version,
    state: 'live',
    sources: [],
    content: cleaned.content,
  }
}
