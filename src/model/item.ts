/**
 * What callers say of an item, in JSON Feed's names (docs/architecture.md, decision 23): a whole one, and an editor's
 * changes to one.
 */
import * as v from 'valibot'
import { STORY, SUMMARY } from './bounds/bounds.ts'
import { category, direction, facts, PRESS_LINES, pictureFacts, pressLines } from './content.ts'
import {
  date,
  type JsonName,
  languageTag,
  latitude,
  line,
  longitude,
  number,
  toClearable,
  toJsonName,
  toJsonNames,
  toListSchema,
  toOptional,
  toTextSchema,
  type Value,
  webAddress,
} from './schema.ts'

/** JSON Feed demands one of the three. */
const person = v.pipe(
  v.object(toOptional({ name: line, url: webAddress, avatar: webAddress })),
  v.check(({ name, url, avatar }) => Boolean(name?.trim() || url || avatar), 'has neither name nor url nor avatar'),
)

const place = v.object({ name: line, ...toOptional({ slug: line, latitude, longitude }) })

const attachment = v.object({
  url: webAddress,
  mime_type: v.pipe(line, v.metadata({ format: 'media-type' })),
  ...toOptional({ title: line, size_in_bytes: number, duration_in_seconds: number }),
})

type PressLine = JsonName<keyof typeof pressLines>

/** The agency's lines by the names of their members, and as JSON says them. */
export const PRESS_NAMES = PRESS_LINES.map((name) => [name, toJsonName(name)] as const)

const lines = Object.fromEntries(PRESS_LINES.map((name) => [toJsonName(name), pressLines[name]])) as {
  readonly [Name in PressLine]: typeof line
}

const { dateline, ...otherLines } = lines

/** What the agency adds, under `_ara`. */
const press = { dateline, places: toListSchema(place), ...otherLines }

/** The fields an editor may set. */
const editable = {
  title: line,
  summary: toTextSchema(SUMMARY),
  content_html: toTextSchema(STORY),
  content_text: toTextSchema(STORY),
  authors: toListSchema(person),
  tags: toListSchema(line),
  image: webAddress,
  language: languageTag,
  date_published: date,
  url: webAddress,
}

/** Further pictures of an item. */
const pictures = toListSchema(v.object({ url: webAddress, ...toOptional(pictureFacts) }))

/** What JSON Feed has no member for. */
const own = {
  ...press,
  contributors: toListSchema(person),
  categories: toListSchema(category),
  /** JSON Feed's `image` is an address and nothing else. Its own caption and credit, where the lines above are others. */
  image: v.object(toOptional(pictureFacts)),
  direction,
  pictures,
  ...toJsonNames(facts),
}

/** Members under `_ara` that this service says of an item, and nobody else: sent back, they are ignored. */
export const OWN_TOLD = [
  'comments_updated',
  'original_url',
  'channel',
  'sources',
  'permalink',
  'short_url',
  'code',
  'key',
  'revision',
  'first_seen',
  'state',
  'retracted',
  'proposed',
  'identities',
  'discussion',
  'found',
  'file',
] as const
/** Those members. */
export type OwnTold = (typeof OWN_TOLD)[number]
const TOLD: ReadonlySet<string> = new Set(OWN_TOLD)

/** What is said of an item's contents under `_ara`, and every member that it may have there. */
export type ExtensionName = keyof typeof own | 'comments_updated'
export type OwnName = keyof typeof own | OwnTold

/** A posted item. */
export const postedItem = v.object(
  toOptional({
    ...editable,
    channel: line,
    id: v.union([line, v.number()]),
    external_url: webAddress,
    date_modified: date,
    banner_image: webAddress,
    attachments: toListSchema(attachment),
    _ara: v.object(toOptional(own)),
  }),
)
export type PostedItem = Value<typeof postedItem>

/** Caption and credit of the main picture are the story's lines. */
const editablePicture = { alt: pictureFacts.alt }

/** What an editor sets, or takes back with `null`. */
export const editFields = v.object({
  ...toClearable(editable),
  ...toOptional({
    _ara: v.object(toClearable({ ...press, direction, image: v.object(toClearable(editablePicture)), pictures })),
  }),
})
export type EditFields = Value<typeof editFields>

/** Whether a member is somebody's own, as JSON Feed 1.1 has extensions. */
export function isExtension(name: string): boolean {
  return /^_[A-Za-z]/.test(name)
}

/** Whether a member that no schema has may stand in an item: another's extension, or what we say of it ourselves. */
export function isForeignMember(name: string, path: string): boolean {
  return isExtension(name) || (path === '_ara.' && TOLD.has(name))
}

/** As `isForeignMember`, where the item is there already: it keeps its name, and we say when it was changed. */
export function isForeignEdit(name: string, path: string): boolean {
  return (path === '' && (name === 'id' || name === 'date_modified')) || isForeignMember(name, path)
}
