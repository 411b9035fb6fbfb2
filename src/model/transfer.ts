/**
 * What moves between installations: names of an item, short links, and what was taken back; and what callers say of
 * links (docs/architecture.md, decision 23).
 */
import * as v from 'valibot'
import { givenPress, identity } from './content.ts'
import {
  address,
  count,
  hash,
  line,
  remark,
  text,
  time,
  toListSchema,
  toOptional,
  toTextSchema,
  type Value,
  webAddress,
} from './schema.ts'

const code = v.pipe(
  toTextSchema(16),
  v.regex(/^[0-9a-hjkmnp-tv-z]{6,16}$/, 'is no short code'),
  v.metadata({ format: 'code' }),
)
/** `/2015/06/iran-will-save-assad/` */
const permalink = v.pipe(
  toTextSchema(400),
  v.regex(/^\/\d{4}\/\d\d\/[^/?#\s]{1,300}\/$/, 'is no permalink'),
  v.metadata({ format: 'permalink' }),
)

/** A form of a story; the paths of an erased one move as hashes alone (`withdrawn`). */
export const transferredForm = v.object({ ...identity.entries, kind: v.picklist(['guid', 'address', 'text', 'file']) })

/**
 * The names and facts of an item as the service had them that it moves from (docs/architecture.md, decisions 4 and 5).
 * `url`: the story's own address; the exported `url` may be a permalink of the other service.
 */
export const transferred = v.object({
  ...toOptional({ key: hash, code, permalink, url: address, channel: line }),
  identities: toListSchema(transferredForm),
  press: givenPress,
})
export type Transferred = Value<typeof transferred>

/** A short link as an export carries it, with where it led before and how often it was followed. */
export const transferredLink = v.object({
  code: text,
  ...toOptional({
    /** As it is spoken; absent for codes that were made of a key. */
    name: text,
    since: time,
    /** Key of the item that it leads to. */
    item: hash,
    /** Where it leads, of links that lead to no item. */
    url: address,
    channel: text,
    retired: v.object(toOptional({ reason: text })),
    /** `item`: key of the one that it led to. */
    history: v.array(v.object({ at: time, lead: address, ...toOptional({ item: hash, note: text }) })),
    /** Days since 1970 (UTC), each with the clicks of people, bots, previews and HEAD. */
    clicks: v.array(v.tuple([count, count, count, count, count])),
    /** Hosts, each with the people's clicks that came from there. */
    referrers: v.array(v.tuple([v.pipe(text, v.maxLength(255, 'is no host')), count])),
  }),
})
export type TransferredLink = Value<typeof transferredLink>

/** Where a link is to lead: exactly one of `item` (its id or code) and `url`. */
const lead = {
  item: v.pipe(
    v.string(),
    v.maxLength(2000, 'has more than 2000 characters'),
    v.nonEmpty('is empty'),
    v.metadata({ format: 'item' }),
  ),
  url: webAddress,
  channel: v.string(),
}

/** What callers say of a short link that they add; `alias` is its name. */
export const addedLink = v.object(toOptional({ ...lead, alias: v.string() }))

/** What they change of it; `note` says why. */
export const changedLink = v.object(toOptional({ ...lead, note: remark }))

/** Members that the service says of a link, and nobody else: sent back, they are ignored. */
export const LINK_TOLD = 'code short_url fault state reason since clicks days referrers history'.split(' ')

/** Where stories of a name are listed: words that clash were given addresses of their own as they came, `hrb-2`. */
export const listAddress = v.object({
  kind: v.picklist(['tag', 'author', 'place', 'lang']),
  slug: v.pipe(toTextSchema(300), v.regex(/^[^/?#\s]+$/, 'is no part of a path')),
  word: v.pipe(line, v.maxLength(1_000, 'is too long')),
  /** Whether it is the one that the list has now; others lead to it. */
  own: v.boolean(),
})
export type ListAddress = Value<typeof listAddress>

/** A story that was taken back where it comes from: names and the reason, so that nothing brings it back here. */
export const withdrawn = v.object({
  id: v.pipe(text, v.maxLength(2_000, 'is too long')),
  key: hash,
  code,
  ...toOptional({
    /** Of an erased story only its hash is there, among the forms. */
    permalink,
    channel: line,
    published: time,
  }),
  /** When it was taken back. */
  withdrawn: time,
  reason: remark,
  /** Nothing of it is to be left here either, where it is here. */
  erased: v.exactOptional(v.boolean()),
  /** SHA-256 of every form under which it is known. */
  forms: toListSchema(v.object({ kind: identity.entries.kind, hash })),
})
export type Withdrawn = Value<typeof withdrawn>
