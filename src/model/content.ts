/**
 * What a story consists of, as readers are shown it, and what it is found by; said as schemas
 * (docs/architecture.md, decision 23).
 */
import * as v from 'valibot'
import { ADDRESS, GUID, MARKED_LINE, REPLIES, REPLY, STORY, SUMMARY, WORD } from './bounds/bounds.ts'
import {
  address,
  hash,
  line,
  markedLine,
  number,
  remark,
  text,
  time,
  toListSchema,
  toOptional,
  toTextSchema,
  type Value,
} from './schema.ts'

const word = v.pipe(toTextSchema(WORD), v.metadata({ beyond: 'leave out' }))
const tag = v.pipe(word, v.metadata({ format: 'language' }))
const mail = v.pipe(word, v.metadata({ format: 'email' }))
const mediaType = v.pipe(word, v.metadata({ format: 'media-type' }))
/** A guid, or what else is compared as a whole. */
export const guid = v.pipe(toTextSchema(GUID), v.metadata({ beyond: 'hash' }))
/** As received: whether it is on the map is seen where it is shown. */
const point = { latitude: number, longitude: number }

/** A person as a feed names one. */
export const person = v.object({
  name: line,
  ...toOptional({ url: address, email: mail, avatar: address }),
})
export type Person = Value<typeof person>

/**
 * A category or tag (RSS `category`, Atom `category`). `name` is the term as received; `scheme` RSS `domain`, Atom
 * `scheme`; `label` what people are shown in place of the term (Atom `label`).
 */
export const category = v.object({ name: line, ...toOptional({ scheme: line, label: line }) })
export type Category = Value<typeof category>

/** An enclosure (RSS `enclosure`, Atom `link rel=enclosure`, JSON Feed attachment); `size` in bytes, `duration` in seconds. */
export const attachment = v.object({
  url: address,
  ...toOptional({ type: mediaType, size: number, duration: number, title: line }),
})
export type Attachment = Value<typeof attachment>

/**
 * What is known of a picture besides where it is. `alt`: what it shows, for those who do not see it; it stands in the
 * picture's place. `caption`: the line that is printed below it for everybody.
 */
export const pictureFacts = {
  type: mediaType,
  width: number,
  height: number,
  caption: remark,
  alt: remark,
  credit: line,
}

/** A picture of an item. */
export const picture = v.object({ url: address, ...toOptional(pictureFacts) })
export type Picture = Value<typeof picture>

/**
 * Text as received: `html` still has to be cleaned, `text` has no markup at all. `base`: the address that relative URLs
 * in it are relative to (xml:base), `language`: its xml:lang, where the document says so.
 */
export const markup = toMarkup(STORY)
export type Text = Value<typeof markup>

/** A headline, which is one line once its markup is gone. */
export const markedTitle = toMarkup(MARKED_LINE)

function toMarkup(most: number) {
  return v.object({
    value: toTextSchema(most),
    type: v.picklist(['text', 'html']),
    ...toOptional({ base: address, language: tag }),
  })
}

/** A place a story was filed from or is about. `slug` is one for every spelling of the place: `kobane`. */
const place = v.object({ name: line, slug: line, ...toOptional(point) })
export type Place = Value<typeof place>

/** Another publication an item was taken from (Atom `source`, RSS `source`). */
const origin = v.object(toOptional({ title: markedLine, url: address, id: guid }))
export type Origin = Value<typeof origin>

/** A spot on the map. */
const location = v.object({ ...point, ...toOptional({ name: line }) })

/**
 * The lines that the agency prints around a story; in JSON they stand under `_ara`, and an editor may set each. A line
 * that is added here is read, cleaned, stored, edited, given out in JSON and moved with the story.
 * `source` is the source line without its label.
 */
export const pressLines = { dateline: line, caption: remark, credit: line, agency: line, source: line }

/** Their names, in the order in which JSON has them. */
export const PRESS_LINES = Object.keys(pressLines) as (keyof typeof pressLines)[]

const { dateline, ...otherLines } = pressLines
const allPress = { dateline, places: toListSchema(place), ...otherLines }

/** What the agency prints around a story. */
export const press = v.object({ ...toOptional(allPress), places: allPress.places })
export type Press = Value<typeof press>

/** What is said of that. */
export const givenPress = v.object(toOptional(allPress))

/** Facts of a story that JSON Feed has no member for, as received and as shown; in JSON they stand under `_ara`. */
export const facts = {
  /** The address of the page with the comments. */
  comments: address,
  /** wfw:commentRss or Atom `link rel=replies`: the feed of the comments. */
  commentsFeed: address,
  commentCount: number,
  origin,
  rights: remark,
  location,
}

/** Which way a text runs. */
export const direction = v.picklist(['ltr', 'rtl'])
export type Direction = Value<typeof direction>

/** The part of an item that is shown to readers; all text is XML-safe, all HTML safe, all URLs absolute. */
export const content = v.object({
  ...press.entries,
  /** Plain text; empty when the source gives none. */
  title: line,
  /** Plain text: the source's summary, else the lede. */
  summary: toTextSchema(SUMMARY),
  contentHtml: text,
  contentText: text,
  authors: toListSchema(person),
  contributors: toListSchema(person),
  categories: toListSchema(category),
  attachments: toListSchema(attachment),
  direction,
  ...toOptional({
    ...facts,
    /** The picture that stands for the item. */
    image: picture,
    /** Further ones that the text does not show. */
    pictures: toListSchema(picture),
    /** BCP 47. */
    language: tag,
    /** The story's own address, canonical. */
    url: address,
    externalUrl: address,
    /** As the source says; absent when it does not. */
    published: time,
    /** The source's own modified date. */
    modified: time,
  }),
})
export type Content = Value<typeof content>

/**
 * One of these has to be found: a folded word, several side by side, or the beginning of one (`kob*`). With `-` before
 * each none of them may be.
 */
export type Sought = readonly string[]

/** What an item is found by: folded words for search, and what narrows a feed. */
export type Index = {
  readonly title: string
  readonly text: string
  readonly facets: readonly Facet[]
  /** Addresses of the pictures it shows, so that they can be kept. */
  readonly pictures?: readonly string[]
}

/**
 * `value` is the name as a word, one for all its spellings, `label` what people read. `slug` is what addresses say,
 * unless they say the word itself; where another word has that already, the store gives one of its own.
 */
export type Facet = {
  readonly kind: 'tag' | 'author' | 'place' | 'lang'
  readonly value: string
  readonly slug?: string
  readonly label: string
}

// What readers wrote under a story.

/**
 * A reader's comment as received. Never an e-mail or IP address. `id` names it among the comments of its item, `parent`
 * the one that it answers.
 */
export const reply = v.object({
  id: guid,
  parent: v.exactOptional(guid),
  author: line,
  ...toOptional({ url: address, published: time }),
  content: toMarkup(REPLY),
})
export const replies = toListSchema(reply, REPLIES)
export type Reply = Value<typeof reply>

/** A reader's comment, ready to be stored and shown. */
export type Comment = {
  readonly id: string
  readonly parent?: string
  /** Plain text; empty where nobody is named. */
  readonly author: string
  readonly url?: string
  readonly at?: number
  /** Safe HTML. */
  readonly html: string
}

// By what an item is known again (docs/architecture.md, decision 1).

/**
 * One of the forms under which an item is known. `value`: the guid, canonical address, hash of normalised headline and
 * first paragraph, or file name; nothing for a path, which is a permalink or a name of an erased story. `hash` is unique
 * in the store: SHA-256 over kind, scope (the source of a guid) and value.
 */
export const identity = v.object({
  kind: v.picklist(['guid', 'address', 'text', 'file', 'path']),
  value: toTextSchema(ADDRESS),
  hash,
})
export type Identity = Value<typeof identity>

/** Which received facts identify an item within its source (docs/architecture.md, decision 1). */
export const identifyBy = v.picklist(['guid', 'guid+address', 'address'])
export type IdentifyBy = Value<typeof identifyBy>
