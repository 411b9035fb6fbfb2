import * as v from 'valibot'
import { RequestError } from '../errors.ts'
import type { Press } from '../model/content.ts'
import { toUtf8 } from '../publish/utf8.ts'
import type { JsonObject } from './body.ts'
import { date, readFields, webAddress } from './fields.ts'
import { refuseHeld } from './holds.ts'

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
export const editEntries = {
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
export const pressEntries = {
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
export type Posted = v.InferOutput<typeof posted>

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
