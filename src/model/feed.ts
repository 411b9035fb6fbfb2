/** What a document says of itself beside its items, and documents brought within their bounds. */
import * as v from 'valibot'
import type { Steps } from '../steps.ts'
import { createBounding } from './bounds/bounding.ts'
import { ITEMS, WARNINGS } from './bounds/bounds.ts'
import { guid, markedTitle, person } from './content.ts'
import type { PollHints } from './document.ts'
import { oldName } from './old-name.ts'
import { type ParsedItem, parsedItem } from './received.ts'
import { address, line, markedLine, remark, text, time, toListSchema, toOptional, type Value } from './schema.ts'

const feedHead = v.object({
  /** `rss`, `atom`, `json`, `story` … */
  format: line,
  authors: toListSchema(person),
  hubs: toListSchema(address),
  /** What was wrong with the document although it could be read; one sentence each. */
  warnings: toListSchema(remark, WARNINGS),
  ...toOptional({
    /** The format's version as the document says it: `2.0`, `1.0`, `1.1`. */
    version: line,
    title: markedTitle,
    description: markedTitle,
    homeUrl: address,
    selfUrl: address,
    /** The next page of the same feed (JSON Feed `next_url`, Atom `link rel=next`). */
    nextUrl: address,
    icon: address,
    image: address,
    language: line,
    updated: time,
    rights: markedLine,
    /** Atom `id` of the feed. */
    id: guid,
    base: address,
    /** The document is one entry that stands alone, and no feed. */
    lone: v.literal(true),
    /** Where the feed says that it moved for good. */
    newUrl: address,
    /** The document ended within its last item, which may have lost its text. */
    cut: v.boolean(),
    /** What authors and terms were called on the site that it is of. */
    names: toListSchema(oldName, ITEMS),
    /** What was longer than it can be, as a sentence says it: `title has more than 1000 characters`. */
    beyond: v.array(text),
  }),
})

/** A document as read: what it says of itself and its items, in the document's order. */
export type ParsedFeed = Value<typeof feedHead> & {
  readonly hints: PollHints
  readonly items: readonly ParsedItem[]
  /** How many of each kind it holds that are no stories. */
  readonly leftOut?: Readonly<Record<string, number>>
}

const boundHead = createBounding(feedHead)
const boundItem = createBounding(parsedItem)

/** A parsed item within its bounds. */
export function toBoundedItem(item: ParsedItem): ParsedItem {
  return boundItem(item)
}

/** Items between two steps. */
const AT_ONCE = 100

/** A document within its bounds, in steps; what was longer is said once, with how often. */
export function* toBoundedFeed({ items, ...head }: ParsedFeed): Steps<ParsedFeed> {
  const counts = new Map<string, number>()
  const tell = (member: string, most: number, isList: boolean) => {
    const what = `${member} has more than ${most} ${isList ? 'entries' : 'characters'}`
    counts.set(what, (counts.get(what) ?? 0) + 1)
  }
  const bounded: ParsedItem[] = []
  for (const item of items) {
    bounded.push(boundItem(item, tell))
    if (bounded.length % AT_ONCE === 0) yield
  }
  const feed = { ...boundHead(head, tell), items: bounded }
  if (counts.size === 0) return feed
  const beyond = [...counts.keys()]
  return { ...feed, beyond, warnings: [...feed.warnings.slice(0, WARNINGS - 1), toWarning(counts)] }
}

function toWarning(counts: ReadonlyMap<string, number>): string {
  const each = [...counts].map(([what, count]) => (count === 1 ? what : `${what} (${count} times)`))
  return `The document says more than is kept: ${each.slice(0, 10).join('; ')}.`
}
