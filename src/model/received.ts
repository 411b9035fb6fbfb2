/** Items as received: what a document says of one, and all that cleaning needs to make the same item again. */
import * as v from 'valibot'
import {
  attachment,
  category,
  direction,
  facts,
  givenPress,
  guid,
  identifyBy,
  identity,
  markedTitle,
  markup,
  person,
  picture,
  replies,
} from './content.ts'
import { hold } from './hold.ts'
import { address, line, number, remark, time, toListSchema, toOptional, type Value } from './schema.ts'
import { transferred } from './transfer.ts'

/** Why a story was taken back, and when, as the document says. */
const notice = v.object({ reason: remark, at: v.exactOptional(time) })

/** One item as its document says it: decoded, but not cleaned and not resolved. */
export const parsedItem = v.object({
  ...toOptional({
    /** RSS `guid`, Atom `id`, JSON Feed `id`, verbatim but for surrounding white space. */
    guid,
    /** The item's own page, as received; may be relative to `base`. */
    url: address,
    /** JSON Feed `external_url`, Atom `link rel=related`. */
    externalUrl: address,
    title: markedTitle,
    /** RSS `description` beside content:encoded, Atom `summary`. */
    summary: markup,
    content: markup,
  }),
  authors: toListSchema(person),
  ...toOptional({
    contributors: toListSchema(person),
    published: time,
    modified: time,
    /** When it was made, where the document says so (`created`, `dcterms:created`). */
    created: time,
    /** `published` was reckoned from when the document was read: it said `3 hours ago`. */
    reckoned: v.literal(true),
  }),
  categories: toListSchema(category),
  attachments: toListSchema(attachment),
  /** Pictures that the document names, the main one first (media:content, itunes:image, `image`). */
  pictures: toListSchema(picture),
  ...toOptional({
    /** Which of them are shown only where there is no other: thumbnails, smaller forms, a page's other cuts of its own. */
    spares: toListSchema(address),
    language: line,
    /** Which way it runs, as whoever handed it in says. */
    direction,
    /** xml:base of the item, when the document says one. */
    base: address,
    ...facts,
    /** Other addresses the document gives for the same item (Atom alternates, shortlink, origLink). */
    alsoAt: toListSchema(address),
    /** Story files only: the channel that its front matter names. */
    channel: line,
    /** The permalink's slug: a story file's front matter asks for one, a WordPress has one. */
    slug: line,
    /** What readers wrote under it; kept apart from the item's revisions. */
    replies,
    /** The agency's lines, where a document of this service says them apart from the text. */
    press: givenPress,
    /** What an export of this service carries; only an import heeds it. */
    moved: transferred,
    /** It is no story but says that the story of this name was taken back. */
    withdrawn: notice,
    /** Heeded where somebody hands it in, and not stored. */
    hold,
  }),
})
export type ParsedItem = Value<typeof parsedItem>

const receivedContext = v.object(
  toOptional({
    /** The version of the rules by which it was read (clean/identity/fingerprint.ts); absent: from before they had one. */
    rules: number,
    /** Address that relative URLs are relative to. */
    base: address,
    /** In the item's texts its own address comes before `base`, which nobody said (clean/identity/base.ts). */
    ofItem: v.literal(true),
    /** Language of the document. */
    language: line,
    /** Name of the archive file it came from. */
    file: line,
    /** Authors of the whole feed, for items that name none. */
    authors: toListSchema(person),
    /** Canonical addresses of the item that others of its document share, so that they identify none. */
    shared: toListSchema(address),
    /** What identifies the items of its document, where that is not the guid alone. */
    identifyBy,
    /** The fragment, with its `#`, that the addresses of all items of its document end with: it tells none apart. */
    fragment: line,
    /** What of its source's items differs at each poll and is no edit (clean/identity/noise.ts). */
    noise: toListSchema(line),
    /**
     * Where the text was taken from the item's page: the forms and the fingerprint that the item has without it,
     * so that the next poll knows it again without asking for the page.
     */
    identities: toListSchema(identity),
    fingerprint: line,
  }),
)
export type ReceivedContext = Value<typeof receivedContext>

/** An item as received, with all that cleaning needs to make the same item of it again. */
export const received = v.object({ item: parsedItem, context: receivedContext })
export type Received = Value<typeof received>
