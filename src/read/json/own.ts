/** What this service writes of an item under `_ara` because JSON Feed has no member for it. */
import type { facts, Picture, Place, Press, Reply } from '../../model/content.ts'
import { PRESS_NAMES } from '../../model/item.ts'
import type { ParsedItem } from '../../model/received.ts'
import { toJsonName } from '../../model/schema.ts'
import { type Transferred, transferredForm } from '../../model/transfer.ts'
import {
  addCategory,
  type Fields,
  type ItemBuilder,
  put,
  readField,
  readList,
  readNumber,
  readString,
  toFields,
} from '../builder.ts'
import { toDate } from '../date/date.ts'
import { toSaidAddress } from './loose.ts'

/** Puts it into the item: origin, place, and what `tags` cannot say of categories. */
export function readOwnFacts(item: ItemBuilder, own: Fields): void {
  const categories = readList(own, 'categories')
    .map(toFields)
    .filter((one) => one !== undefined)
  const tags = categories.length > 0 ? item.categories.splice(0) : []
  for (const fields of categories) {
    const [name = '', scheme, label] = ['name', 'scheme', 'label'].map((key) => readString(fields, key))
    addCategory(item.categories, name || (label ?? ''), scheme, label)
  }
  const names = new Set(item.categories.map(({ name }) => name))
  for (const { name } of tags) if (!names.has(name)) addCategory(item.categories, name)
  for (const [name, json] of FACTS) put(item, name, READERS[name](own, json))
}

type Fact = keyof typeof facts
type Reader<Name extends Fact> = (own: Fields, name: string) => ParsedItem[Name]

const READERS: { readonly [Name in Fact]-?: Reader<Name> } = {
  origin: (own, name) => readOrigin(toFields(readField(own, name))),
  location: (own, name) => readLocation(toFields(readField(own, name))),
  comments: readString,
  commentsFeed: readString,
  commentCount: readNumber,
  rights: readString,
}
const FACTS = (Object.keys(READERS) as Fact[]).map((name) => [name, toJsonName(name)] as const)

/** What `image` does not say of the picture: its words, type and size. */
export function readOwnPicture(own: Fields): Omit<Picture, 'url'> {
  const image = toFields(readField(own, 'image')) ?? {}
  const [caption, credit] = ['caption', 'credit'].map((name) => readString(image, name) ?? readString(own, name))
  return { ...readPictureFacts(image), ...(caption ? { caption } : {}), ...(credit ? { credit } : {}) }
}

/** Addresses; some write objects with them. */
export function readPictures(values: readonly unknown[]): Picture[] {
  return values.flatMap((value) => {
    const url = toSaidAddress(value)
    return url === undefined ? [] : [{ url, ...readPictureFacts(toFields(value) ?? {}) }]
  })
}

function readPictureFacts(fields: Fields): Omit<Picture, 'url'> {
  const [type, caption, alt, credit] = ['type', 'caption', 'alt', 'credit'].map((name) => readString(fields, name))
  const [width, height] = [readNumber(fields, 'width'), readNumber(fields, 'height')]
  return {
    ...(type ? { type } : {}),
    ...(width ? { width } : {}),
    ...(height ? { height } : {}),
    ...(caption ? { caption } : {}),
    ...(alt ? { alt } : {}),
    ...(credit ? { credit } : {}),
  }
}

function readOrigin(fields: Fields | undefined): ItemBuilder['origin'] | undefined {
  if (fields === undefined) return undefined
  const [title, url, id] = ['title', 'url', 'id'].map((name) => readString(fields, name))
  if ((title ?? url ?? id) === undefined) return undefined
  return { ...(title ? { title } : {}), ...(url ? { url } : {}), ...(id ? { id } : {}) }
}

function readLocation(fields: Fields | undefined): ItemBuilder['location'] | undefined {
  if (fields === undefined) return undefined
  const [latitude, longitude] = [readField(fields, 'latitude'), readField(fields, 'longitude')]
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) return undefined
  const name = readString(fields, 'name')
  return { latitude, longitude, ...(name ? { name } : {}) }
}

// What this service writes into its JSON Feeds under `_ara`: names, press lines, comments.

const HASH = /^[0-9a-f]{64}$/
/** Crockford's base 32, as short codes are written. */
const CODE = /^[0-9a-hjkmnp-tv-z]{6,16}$/
const PERMALINK = /^\/\d{4}\/(?:0[1-9]|1[0-2])\/[^/?#\s]{1,300}\/$/
type Form = Transferred['identities'][number]
const { options: KINDS } = transferredForm.entries.kind
const MOST = 200

/** What an item of an ara-feeds carries so that it can move; undefined where it is of another service. */
export function readTransferred(own: Fields, url: string | undefined): Transferred | undefined {
  const key = readString(own, 'key')
  if (key === undefined || !HASH.test(key)) return undefined
  const page = readString(own, 'permalink')
  const code = readString(own, 'code')
  const permalink = toPath(page)
  const original = readString(own, 'original_url') ?? (url === page ? undefined : url)
  const channel = readString(own, 'channel')
  return {
    key,
    ...(code !== undefined && CODE.test(code) ? { code } : {}),
    ...(permalink === undefined ? {} : { permalink }),
    ...(original === undefined ? {} : { url: original }),
    ...(channel === undefined ? {} : { channel }),
    identities: readList(own, 'identities').slice(0, MOST).flatMap(toForm),
    press: readPress(own),
  }
}

function toPath(url: string | undefined): string | undefined {
  const path = url === undefined ? undefined : URL.parse(url)?.pathname
  if (path === undefined) return undefined
  try {
    const plain = decodeURIComponent(path)
    return PERMALINK.test(plain) ? plain : undefined
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

function toForm(value: unknown): Form[] {
  const fields = toFields(value) ?? {}
  const [said, hash = ''] = [readString(fields, 'kind'), readString(fields, 'hash')]
  const kind = KINDS.find((one) => one === said)
  const text = readString(fields, 'value') ?? ''
  return kind !== undefined && HASH.test(hash) ? [{ kind, value: text, hash }] : []
}

/** The agency's lines, where they are said apart from the text. */
export function readPress(own: Fields): Partial<Press> {
  const lines = PRESS_NAMES.flatMap(([name, json]) => {
    const line = readString(own, json)
    return line === undefined ? [] : [[name, line] as const]
  })
  const places = readList(own, 'places').slice(0, MOST).flatMap(toPlace)
  return { ...Object.fromEntries(lines), ...(places.length === 0 ? {} : { places }) }
}

function toPlace(value: unknown): Place[] {
  const fields = toFields(value) ?? {}
  const [name, slug] = [readString(fields, 'name'), readString(fields, 'slug')]
  const [latitude, longitude] = [readField(fields, 'latitude'), readField(fields, 'longitude')]
  if (name === undefined || slug === undefined) return []
  const isSpot = typeof latitude === 'number' && typeof longitude === 'number'
  return [{ name, slug, ...(isSpot ? { latitude, longitude } : {}) }]
}

/** Readers' comments, as `ara export` writes them. */
export function readOwnReplies(own: Fields): Reply[] {
  return readList(own, 'discussion').flatMap((value) => {
    const fields = toFields(value) ?? {}
    const [id, parent, url] = ['id', 'parent', 'url'].map((name) => readString(fields, name))
    const published = toDate(readString(fields, 'date_published'))
    if (id === undefined) return []
    return [
      {
        id,
        ...(parent === undefined ? {} : { parent }),
        author: readString(fields, 'author') ?? '',
        ...(url === undefined ? {} : { url }),
        ...(published === undefined ? {} : { published }),
        content: { value: readString(fields, 'content_html') ?? '', type: 'html' as const },
      },
    ]
  })
}
