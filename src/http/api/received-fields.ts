/** Schemas of items as received (`Received` of src/model/model.ts), as an import sends them. */

import * as v from 'valibot'
import { words } from '../body.ts'

const text = v.string()
const number = v.pipe(v.number(), v.finite('is no finite number'))
const time = v.pipe(v.number(), v.integer('is no whole number'), v.check(isTime, 'is no time'))

const markup = v.object({
  value: text,
  type: v.picklist(['text', 'html']),
  base: v.exactOptional(text),
  language: v.exactOptional(text),
})

const person = v.object({
  name: text,
  url: v.exactOptional(text),
  email: v.exactOptional(text),
  avatar: v.exactOptional(text),
})

const category = v.object({ name: text, scheme: v.exactOptional(text), label: v.exactOptional(text) })

const attachment = v.object({
  url: text,
  type: v.exactOptional(text),
  size: v.exactOptional(number),
  duration: v.exactOptional(number),
  title: v.exactOptional(text),
})

const picture = v.object({
  url: text,
  type: v.exactOptional(text),
  width: v.exactOptional(number),
  height: v.exactOptional(number),
  caption: v.exactOptional(text),
  credit: v.exactOptional(text),
})

const origin = v.object({ title: v.exactOptional(text), url: v.exactOptional(text), id: v.exactOptional(text) })

const location = v.object({ latitude: number, longitude: number, name: v.exactOptional(text) })

const reply = v.object({
  id: text,
  parent: v.exactOptional(text),
  author: text,
  url: v.exactOptional(text),
  published: v.exactOptional(time),
  content: markup,
})

const identity = v.object({
  kind: v.picklist(['guid', 'address', 'text', 'file']),
  value: text,
  hash: v.pipe(text, v.regex(/^[0-9a-f]{64}$/, 'is no SHA-256')),
})

const place = v.object({
  name: text,
  slug: text,
  latitude: v.exactOptional(number),
  longitude: v.exactOptional(number),
})

const press = v.object({
  dateline: v.exactOptional(text),
  places: v.exactOptional(v.array(place)),
  caption: v.exactOptional(text),
  credit: v.exactOptional(text),
  agency: v.exactOptional(text),
  source: v.exactOptional(text),
})

const count = v.pipe(v.number(), v.integer('is no whole number'), v.minValue(0, 'is below 0'))
const key = v.pipe(text, v.regex(/^[0-9a-f]{64}$/, 'is no SHA-256'))

/** A short link (`MovedLink`). Early versions gave a name alone: its code is made of that. */
export const transferredLink = v.object({
  code: v.exactOptional(text),
  name: v.exactOptional(text),
  since: v.exactOptional(time),
  item: v.exactOptional(key),
  url: v.exactOptional(text),
  channel: v.exactOptional(text),
  retired: v.exactOptional(v.object({ reason: v.exactOptional(text) })),
  history: v.exactOptional(
    v.array(v.object({ at: time, lead: text, item: v.exactOptional(key), note: v.exactOptional(text) })),
  ),
  clicks: v.exactOptional(v.array(v.tuple([count, count, count, count, count]))),
  referrers: v.exactOptional(v.array(v.tuple([v.pipe(text, v.maxLength(255, 'is no host')), count]))),
})

const code = v.pipe(text, v.regex(/^[0-9a-hjkmnp-tv-z]{6,16}$/, 'is no short code'))
const permalink = v.pipe(text, v.regex(/^\/\d{4}\/\d\d\/[^/?#\s]{1,300}\/$/, 'is no permalink'))

const transferred = v.object({
  key: v.exactOptional(key),
  code: v.exactOptional(code),
  permalink: v.exactOptional(permalink),
  url: v.exactOptional(text),
  channel: v.exactOptional(text),
  identities: v.pipe(v.array(identity), v.maxLength(200, 'has more than 200 entries')),
  press,
})

const item = v.object({
  guid: v.exactOptional(text),
  url: v.exactOptional(text),
  externalUrl: v.exactOptional(text),
  title: v.exactOptional(markup),
  summary: v.exactOptional(markup),
  content: v.exactOptional(markup),
  authors: v.array(person),
  contributors: v.exactOptional(v.array(person)),
  published: v.exactOptional(time),
  modified: v.exactOptional(time),
  created: v.exactOptional(time),
  categories: v.array(category),
  attachments: v.array(attachment),
  pictures: v.array(picture),
  language: v.exactOptional(text),
  base: v.exactOptional(text),
  comments: v.exactOptional(text),
  commentsFeed: v.exactOptional(text),
  commentCount: v.exactOptional(number),
  origin: v.exactOptional(origin),
  rights: v.exactOptional(text),
  location: v.exactOptional(location),
  alsoAt: v.exactOptional(v.array(text)),
  channel: v.exactOptional(text),
  slug: v.exactOptional(text),
  replies: v.exactOptional(v.array(reply)),
  moved: v.exactOptional(transferred),
  withdrawn: v.exactOptional(v.object({ reason: text, at: v.exactOptional(time) })),
  hold: v.exactOptional(v.object({ field: text, says: text, until: v.exactOptional(time) })),
})

/** Names of what an item may have. */
export const RECEIVED = Object.keys(item.entries)

const context = v.object({
  rules: v.exactOptional(number),
  base: v.exactOptional(text),
  language: v.exactOptional(text),
  file: v.exactOptional(text),
  authors: v.exactOptional(v.array(person)),
  shared: v.exactOptional(v.array(text)),
  identifyBy: v.exactOptional(v.picklist(['guid', 'guid+address', 'address'])),
  fragment: v.exactOptional(text),
})

/** A story that was taken back (`Withdrawn`). */
const withdrawn = v.object({
  id: v.pipe(text, v.maxLength(2_000, 'is too long')),
  key,
  code,
  permalink: v.exactOptional(permalink),
  channel: v.exactOptional(text),
  published: v.exactOptional(time),
  withdrawn: time,
  reason: words,
  erased: v.exactOptional(v.boolean()),
  forms: v.pipe(
    v.array(v.object({ kind: v.picklist(['guid', 'address', 'text', 'file', 'path']), hash: key })),
    v.maxLength(200, 'has more than 200 entries'),
  ),
})

/** The fields of a chunk of stories that were taken back. */
export const withdrawnEntries = {
  withdrawn: v.pipe(v.array(withdrawn), v.maxLength(100, 'has more than 100 entries')),
}

export const withdrawnSchema = v.object(withdrawnEntries)

/** The fields of a chunk. */
export const importEntries = {
  channel: v.exactOptional(text),
  items: v.pipe(v.array(v.object({ item, context })), v.maxLength(500, 'has more than 500 entries')),
}

export const importSchema = v.object(importEntries)

/** What a date can hold (ECMA-262 §21.4.1.1). */
function isTime(time: number): boolean {
  return Math.abs(time) <= 8.64e15
}
